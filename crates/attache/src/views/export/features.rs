//! States and where they stand toward one party, as GeoJSON (RFC 7946).
//!
//! In: a dossier about a party, and the outlines of the map in the browser. Out: a `Feature` a state that stands somewhere, with its weightiest entry that stands: `{"state": "rus", "rung": "recog_gov",
//! "modality": "done", …}`. The outlines lie in a drawing in the Equal Earth projection (Šavrič, Patterson and Jenny 2018), which is undone here, by Newton's way, to some hundredths of a degree
//! and in the drawing's own coarseness. They are data with a source and no judgement ([`crate::views::web::map`]).

use super::parts::Parts;
use crate::contract::dossier::positions::PositionEntry;
use crate::contract::words::Listed;
use crate::views::dossier::stances::{self, One, Weight};
use crate::views::web::map::outlines;
use anyhow::Result;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Write;

/// Of the projection.
const A: [f64; 4] = [1.340264, -0.081106, 0.000893, 0.003796];
/// Units of the drawing for one of the projection, and where its middle lies: as `xtask/outlines.py` has them.
const SCALE: f64 = 960.0 / (2.0 * 2.7066);
const MIDDLE: (f64, f64) = (480.0, 232.0);

/// Writes the collection; without a party asked for it is empty.
pub(super) fn write(parts: &dyn Parts, about: Option<&str>, out: &mut dyn Write) -> Result<()> {
    // A state and who governs it are one.
    let mut one: BTreeMap<String, String> = BTreeMap::new();
    parts.positions(&mut |part, _| {
        one.extend(One::of(part).pairs().map(|(actor, key)| (actor.to_string(), key.to_string())));
        Ok(())
    })?;
    let mut weightiest: BTreeMap<String, (Weight<String>, Value)> = BTreeMap::new();
    parts.positions(&mut |part, _| {
        let toward =
            |entry: &&PositionEntry| about.is_some() && (entry.toward.actor == about || Some(entry.parties.1) == about);
        for entry in part.iter().filter(toward).filter(|entry| stances::counts(entry)) {
            let holder = one.get(entry.parties.0).map_or(entry.parties.0, String::as_str);
            let weight = stances::kept_weight(entry);
            if weightiest.get(holder).is_none_or(|(known, _)| weight < *known) {
                weightiest.insert(holder.to_string(), (weight, properties(entry)));
            }
        }
        Ok(())
    })?;
    out.write_all(br#"{"type":"FeatureCollection","features":["#)?;
    let features = outlines().iter().filter_map(|outline| {
        let (_, told) = weightiest.get(outline.id)?;
        let rings = rings(outline.path);
        let dot = outline.dot.as_ref().and_then(|(x, y)| Some(unproject(x.parse().ok()?, y.parse().ok()?)));
        let geometry = match dot {
            _ if !rings.is_empty() => {
                json!({ "type": "MultiPolygon", "coordinates": rings.into_iter().map(|ring| [ring]).collect::<Vec<_>>() })
            }
            Some(dot) => json!({ "type": "Point", "coordinates": dot }),
            None => Value::Null,
        };
        Some(json!({ "type": "Feature", "id": outline.id, "geometry": geometry, "properties": with_state(outline.id, told) }))
    });
    for (number, feature) in features.enumerate() {
        out.write_all(if number == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, &feature)?;
    }
    out.write_all(b"\n]}\n")?;
    Ok(())
}

fn with_state(state: &str, told: &Value) -> Value {
    let mut told = told.clone();
    told["state"] = state.into();
    told
}

fn properties(entry: &PositionEntry) -> Value {
    let first = entry.assertions.first().map(|told| &told.place);
    json!({
        "holder": entry.holder.name,
        "toward": entry.toward.name,
        "rung": entry.rung.0.word(),
        "modality": entry.modality.0.word(),
        "words": stances::put(entry),
        "date": entry.date.map(|date| date.value),
        "dated": entry.dated,
        "status": entry.status.0.word(),
        "reports": entry.publication.reports,
        "origins": entry.publication.origins,
        "id": entry.id,
        "path": first.map(|place| place.path),
        "quote": first.map(|place| place.span.quote),
    })
}

/// The rings of an outline, closed, each counterclockwise as the standard asks of outer rings. The drawing has no holes: what lies within another state is drawn over it.
fn rings(path: &str) -> Vec<Vec<[f64; 2]>> {
    path.split('M').filter_map(ring).collect()
}

/// "6398 1029l31 6 9 7z": a place, then steps from each to the next, in tenths.
fn ring(path: &str) -> Option<Vec<[f64; 2]>> {
    let (start, steps) = path.trim_end_matches('z').split_once('l')?;
    let start = numbers(start);
    let (mut x, mut y) = (*start.first()?, *start.get(1)?);
    let mut ring = vec![unproject(x, y)];
    for step in numbers(steps).chunks_exact(2) {
        (x, y) = (x + step[0], y + step[1]);
        ring.push(unproject(x, y));
    }
    let area: f64 = ring.iter().zip(ring.iter().cycle().skip(1)).map(|(a, b)| a[0] * b[1] - b[0] * a[1]).sum();
    if area < 0.0 {
        ring.reverse();
    }
    ring.push(ring[0]);
    (ring.len() >= 4).then_some(ring)
}

/// Numbers parted by spaces, or by the minus of the next.
fn numbers(text: &str) -> Vec<f64> {
    text.replace('-', " -").split_whitespace().filter_map(|number| number.parse().ok()).collect()
}

/// Longitude and latitude, to the hundredth of a degree, of a place in tenths of the drawing.
fn unproject(x: f64, y: f64) -> [f64; 2] {
    let (x, y) = ((x / 10.0 - MIDDLE.0) / SCALE, (MIDDLE.1 - y / 10.0) / SCALE);
    let slope =
        |theta: f64| 9.0 * A[3] * theta.powi(8) + 7.0 * A[2] * theta.powi(6) + 3.0 * A[1] * theta.powi(2) + A[0];
    let height = |theta: f64| theta * (A[3] * theta.powi(8) + A[2] * theta.powi(6) + A[1] * theta.powi(2) + A[0]);
    let mut theta = y;
    // Some six steps reach what a float holds.
    for _ in 0..12 {
        theta -= (height(theta) - y) / slope(theta);
    }
    let longitude = x * 3.0 * slope(theta) / (2.0 * 3.0_f64.sqrt() * theta.cos());
    let latitude = (2.0 / 3.0_f64.sqrt() * theta.sin()).clamp(-1.0, 1.0).asin();
    let rounded = |radians: f64| (radians.to_degrees() * 100.0).round() / 100.0;
    [rounded(longitude).clamp(-180.0, 180.0), rounded(latitude)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_of_the_drawing_are_places_of_the_world() {
        assert_eq!(unproject(4800.0, 2320.0), [0.0, 0.0]);
        // Afghanistan's ring lies around Kabul's latitude and longitude.
        let afghanistan =
            outlines().iter().find(|outline| outline.id == "afg").map(|outline| rings(outline.path)).unwrap();
        let (x, y) = (|place: &[f64; 2]| place[0], |place: &[f64; 2]| place[1]);
        let ring = &afghanistan[0];
        let span = |of: &dyn Fn(&[f64; 2]) -> f64| {
            (ring.iter().map(of).fold(f64::MAX, f64::min), ring.iter().map(of).fold(f64::MIN, f64::max))
        };
        let ((west, east), (south, north)) = (span(&x), span(&y));
        assert!((60.0..61.5).contains(&west) && (74.0..75.5).contains(&east), "{west} {east}");
        assert!((29.0..30.0).contains(&south) && (38.0..39.0).contains(&north), "{south} {north}");
        assert_eq!(ring.first(), ring.last());
    }
}
