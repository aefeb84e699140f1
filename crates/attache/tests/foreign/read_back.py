"""Exports read by tools that others wrote, and compared with the dossier they were made of.

read_back.py FOLDER DOCS: FOLDER has dossier.json, out.FORMAT of every format, and tables/ in Parquet, Arrow, CSV and JSON lines; DOCS/duckdb.md has the queries.
A line a format: what read it, and how much it found. Whatever does not agree is an assertion that fails.
"""

import datetime
import json
import re
import sys
from collections import Counter
from pathlib import Path

folder, docs = Path(sys.argv[1]), Path(sys.argv[2])
dossier = json.loads((folder / "dossier.json").read_text())
positions = [entry for entry in dossier["entries"] if entry["kind"] == "position"]
entries = {entry["id"]: entry for entry in dossier["entries"]}
tellings = [(entry["id"], told) for entry in dossier["entries"] for told in entry["assertions"]]
wordings = [(said["id"], told) for said in dossier["utterances"] for told in said["wordings"]]


def out(name):
    return folder / f"out.{name}"


def whole_day(value):
    return value if value and re.fullmatch(r"\d{4}-\d\d-\d\d", value) else None


def tables():
    import pandas
    import polars
    import pyarrow.feather
    import pyarrow.parquet

    for file in sorted((folder / "tables").glob("*.parquet")):
        table = pyarrow.parquet.read_table(file)
        arrow = pyarrow.feather.read_table(file.with_suffix(".arrow"), memory_map=False)
        assert (table.schema, table.to_pylist()) == (arrow.schema, arrow.to_pylist()), file
        assert polars.read_parquet(file).height == polars.read_ipc(file.with_suffix(".arrow")).height == table.num_rows
        assert list(pandas.read_csv(file.with_suffix(".csv")).columns) == table.column_names
        lines = file.with_suffix(".jsonl").read_text().splitlines()
        plain = [
            {name: str(value) if isinstance(value, datetime.date) else value for name, value in row.items()}
            for row in table.to_pylist()
        ]
        assert [json.loads(line) for line in lines] == plain, file
        yield f"{file.stem}: pyarrow, pandas, polars: {table.num_rows} rows"
    rows = {row["id"]: row for row in pyarrow.parquet.read_table(folder / "tables/positions.parquet").to_pylist()}
    assert list(rows) == [entry["id"] for entry in positions]
    for entry in positions:
        row, first = rows[entry["id"]], entry["assertions"][0]
        told = (entry["holder"]["name"], entry["toward"]["actor"], entry["rung"], entry["modality"], entry["status"])
        assert told == (row["holder"], row["toward_actor"], row["rung"], row["modality"], row["status"])
        assert (row["path"], row["start"], row["end"], row["words"]) == (first["path"], first["start"], first["end"], first["quote"])
        day = whole_day((entry["date"] or {}).get("value"))
        if entry["dated"] and day:
            assert row["date_first"] == row["date_last"] == datetime.date.fromisoformat(day)
        if not entry["dated"]:
            assert row["date_first"] is None
    told = Counter((row["entry"], row["path"], row["start"], row["end"]) for row in pyarrow.parquet.read_table(folder / "tables/tellings.parquet").to_pylist())
    assert told == Counter((id, told["path"], told["start"], told["end"]) for id, told in tellings + wordings)


def duckdb_page():
    import os

    import duckdb

    os.chdir(folder)
    queries = re.findall(r"```sql\n(.*?)```", (docs / "duckdb.md").read_text(), re.S)
    counts = [len(duckdb.sql(query.strip().rstrip(";")).fetchall()) for query in queries]
    assert len(counts) > 5 and sum(1 for count in counts if count) > len(counts) / 2, counts
    yield f"duckdb.md: {len(counts)} queries: {counts} rows"


def linked():
    from rdflib import Dataset, Graph, Namespace

    ours = Namespace("urn:attache:vocabulary:")
    data = Dataset()
    data.parse(out("nquads"), format="nquads")
    asserted = list(data.quads((None, ours.asserts, None, None)))
    assert len(asserted) == sum(len(entry["assertions"]) for entry in positions)
    yield f"nquads: rdflib: {len(data)} quads"
    # The context is an address, which is not asked here: schema.org's words are what it would make of them.
    graph = json.loads(out("jsonld").read_text())
    assert graph["@context"] == "https://schema.org"
    graph["@context"] = {"@vocab": "https://schema.org/"}
    found = Graph().parse(data=json.dumps(graph), format="json-ld")
    kinds = Counter(str(kind).rsplit("/", 1)[1] for kind in found.objects(None, Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#").type))
    assert (kinds["NewsArticle"], kinds["Quotation"]) == (len(dossier["reports"]), len(wordings))
    yield f"jsonld: rdflib: {len(found)} triples"


def entities():
    from followthemoney import model

    count, names = 0, set()
    for line in out("ftm").read_text().splitlines():
        entity = json.loads(line)
        schema = model.get(entity["schema"])
        count += 1
        names.add(entity["id"])
        for name, values in entity["properties"].items():
            kind = schema.get(name).type
            for value in values:
                assert kind.name == "text" or kind.clean(value) == value, (entity["schema"], name, value)
    assert count == len(names)
    yield f"ftm: followthemoney: {count} entities"


def calendar():
    import icalendar

    events = icalendar.Calendar.from_ical(out("ics").read_bytes()).walk("VEVENT")
    ahead = [
        entry
        for entry in dossier["entries"]
        if entry["modality"] in ("announced", "expected") and not entry.get("negated") and entry["dated"] and whole_day((entry["date"] or {}).get("value"))
    ]
    days = {str(event["uid"]).split("@")[0]: event.decoded("dtstart") for event in events}
    assert days == {entry["id"]: datetime.date.fromisoformat(entry["date"]["value"]) for entry in ahead}
    yield f"ics: icalendar: {len(events)} events"


def citations():
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON
    from pybtex.database import parse_file

    items = CiteProcJSON(json.loads(out("csl").read_text()))
    bibliography = CitationStylesBibliography(CitationStylesStyle("harvard-cite-them-right", validate=False), items, formatter.plain)
    for report in dossier["reports"]:
        bibliography.register(Citation([CitationItem(report["id"])]))
    assert len(bibliography.bibliography()) == len(dossier["reports"])
    yield f"csl: citeproc-py: {len(dossier['reports'])} items"
    known = parse_file(str(out("bibtex")), bib_format="bibtex").entries
    assert {key.lower() for key in known} == {report["id"] for report in dossier["reports"]}
    yield f"bibtex: pybtex: {len(known)} entries"


def events():
    import pandas

    done = [entry for entry in dossier["entries"] if entry["kind"] == "event" and entry["modality"] == "done"]
    polecat = pandas.read_csv(out("polecat"), sep="\t", dtype=str)
    gdelt = pandas.read_csv(out("gdelt"), sep="\t", header=None, dtype=str)
    assert polecat.shape[1] == 40 and gdelt.shape == (len(polecat), 58)
    assert {entry["id"] for entry in done} <= set(polecat.iloc[:, 0])
    yield f"polecat, gdelt: pandas: {len(polecat)} rows"


for part in (tables, duckdb_page, linked, entities, calendar, citations, events):
    for line in part():
        print(line)
