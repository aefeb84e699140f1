"""Lines as Arrow tables, taken by those who read Arrow."""

from typing import Any

import attache
import duckdb
import pandas
import polars
import pyarrow
import pytest
from attache._attache import Table


def test_pyarrow_takes_rows(ledger: attache.Ledger) -> None:
    rows = ledger.positions(toward="Taliban")
    table = pyarrow.table(rows)
    table.validate(full=True)
    assert table.column("id").to_pylist() == [row.id for row in rows]
    assert table.column("rung").to_pylist() == [row.rung for row in rows]
    assert table.column("reports").to_pylist() == [row.reports for row in rows]
    assert len(pyarrow.table(ledger.positions(holder="Peru"))) == 0


def test_polars_pandas_and_duckdb_take_rows(ledger: attache.Ledger) -> None:
    rows = ledger.positions()
    ids = [row.id for row in rows]
    assert polars.DataFrame(rows).get_column("id").to_list() == ids
    assert pandas.DataFrame.from_arrow(rows)["id"].to_list() == ids
    told = duckdb.sql("select id from rows order by id").fetchall()
    assert [id for (id,) in told] == sorted(ids)


@pytest.mark.parametrize("name", ["positions", "events", "figures", "utterances", "tellings", "reports", "contradictions", "persons", "roles", "terms"])
def test_every_table_has_its_rows(ledger: attache.Ledger, name: str) -> None:
    table = ledger.table(name)
    taken = pyarrow.table(table)
    taken.validate(full=True)
    assert len(taken) == len(table) > 0 and taken.column_names == table.columns


def test_lines_and_their_tables_agree(ledger: attache.Ledger) -> None:
    rows: Any
    for rows, column in ((ledger.events(), "id"), (ledger.quotes(), "id"), (ledger.reports(), "report")):
        assert pyarrow.table(rows).column(column).to_pylist() == [row.id for row in rows]
    sides = [side.quote for found in ledger.contradictions() for side in found.sides]
    assert pyarrow.table(ledger.contradictions()).column("words").to_pylist() == sides
    persons = ledger.persons(limit=5)
    assert pyarrow.table(persons).column("names").to_pylist() == [[name.name for name in person.variants] for person in persons]
    for terms in (ledger.terms(), ledger.terms(limit=3)):
        uses: list[tuple[str, int]] = []
        for use in terms:
            uses.extend((use.term, outlet.count) for outlet in use.outlets)
            uses.extend((use.term, speaker.count) for speaker in use.speakers)
        table = pyarrow.table(terms)
        assert list(zip(table.column("term").to_pylist(), table.column("count").to_pylist(), strict=True)) == uses
    steps = ledger.timeline(about="Russia")
    table = pyarrow.table(steps)
    assert table.column("id").to_pylist() == [step.id for step in steps]
    assert {"position", "event"} == set(table.column("kind").to_pylist()) == {step.kind for step in steps}
    assert table.column("words").to_pylist() == [step.assertions[0].quote for step in steps]
    hits = ledger.search("embassy Kabul")
    table = pyarrow.table(hits)
    assert table.column("words").to_pylist() == [hit.quote for hit in hits] and len(hits) > 3
    assert [str(day) for day in table.column("published").to_pylist() if day] == [hit.published for hit in hits if hit.published]
    with pytest.raises(attache.AttacheError, match="it is one of positions"):
        ledger.table("people")


def test_nothing_is_copied(ledger: attache.Ledger) -> None:
    table: Table = ledger.table("tellings")
    first, second = (pyarrow.table(table).column("words").chunk(0).buffers() for _ in range(2))
    addresses = [[buffer.address for buffer in buffers if buffer] for buffers in (first, second)]
    assert addresses[0] == addresses[1] != []


def test_a_stream_outlives_what_it_is_of_and_may_be_left(ledger: attache.Ledger) -> None:
    for _ in range(50):
        ledger.table("positions").__arrow_c_stream__()
    reader = pyarrow.RecordBatchReader.from_stream(ledger.table("reports"))
    batch = reader.read_next_batch()
    del reader
    assert batch.num_rows == len(ledger.reports())
