"""A ledger asked: the same lines as the program prints, in the same order."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import attache
import pytest
from conftest import EXAMPLES, plain


def test_lines_are_those_of_the_program(program: Callable[..., Any], ledger: attache.Ledger, kept: Path) -> None:
    asked: list[tuple[Any, tuple[str, ...]]] = [
        (ledger.positions(), ("positions",)),
        (ledger.positions(about="Burma"), ("positions", "--about", "Myanmar")),
        (ledger.positions(toward="Taliban", rung="recog_gov", as_of="2021-09-01"), ("positions", "--party", "Taliban", "--rung", "recog_gov", "--as-of", "2021-09-01")),
        (ledger.positions(holder=["Russia", "China"], modality="done"), ("positions", "--holder", "Russia", "--holder", "China", "--modality", "done")),
        (ledger.positions(since=date(2025, 7, 1), outlet="Courier", limit=3), ("positions", "--since", "2025-07-01", "--outlet", "Courier", "--limit", "3")),
        (ledger.events(about="Russia"), ("events", "--about", "Russia")),
        (ledger.quotes(), ("quotes",)),
        (ledger.quotes(by="Russia"), ("quotes", "--by", "Russia")),
        (ledger.quotes(by="Muttaqi"), ("quotes", "--by", "Muttaqi")),
        (ledger.contradictions(), ("contradictions",)),
        (ledger.persons(about="Russia"), ("people", "--about", "Russia")),
        (ledger.terms(limit=5), ("terms", "--limit", "5")),
        (ledger.timeline(about="Russia"), ("timeline", "--about", "Russia")),
        (ledger.timeline(as_of="2021-09-01", limit=4), ("timeline", "--as-of", "2021-09-01", "--limit", "4")),
    ]
    for rows, (command, *flags) in asked:
        assert plain(list(rows)) == program(command, "--ledger", str(kept), "--format", "json", *flags), (command, flags)
    assert len(asked[0][0]) > 20 and len(asked[4][0]) > 0 and len(asked[8][0]) > 0


def test_the_dossier_is_that_of_the_program(program: Callable[..., Any], ledger: attache.Ledger, kept: Path) -> None:
    dossier = ledger.dossier(about="China", as_of="2024-06-30")
    assert plain(dossier) == program("dossier", "--ledger", str(kept), "--format", "json", "--about", "China", "--as-of", "2024-06-30")
    assert plain(list(ledger.reports())) == plain(ledger.dossier().reports)


def test_a_file_is_asked_as_the_program_asks_it(program: Callable[..., Any], kept: Path, tmp_path: Path) -> None:
    file = tmp_path / "copy.db"
    shutil.copy(kept, file)
    asked, here = attache.Ledger(file), ("--ledger", str(file), "--format", "json")
    assert plain(list(asked.positions())) == program("positions", *here)
    assert plain(list(asked.search("embassy Kabul", limit=5))) == program("search", "embassy", "Kabul", "--limit", "5", *here)
    question = "Has China recognised the Taliban?"
    assert plain(asked.ask(question)) == program("ask", question, *here)
    line = asked.positions(holder="Russia")[0]
    assert plain(asked.show(line.id)) == program("show", line.id, *here)
    assert plain(asked.diff("2025-07-03", date(2025, 7, 6))) == program("diff", "--from", "2025-07-03", "--to", "2025-07-06", *here)
    # What is added is answered with, by who has it open too.
    before = len(asked.quotes(by="Ann Lee"))
    page = tmp_path / "more.txt"
    page.write_text("Lima talks\n\n“The talks went well,” said Ann Lee, a minister of Peru, in Lima on Friday.", encoding="utf-8")
    attache.Ledger.add(file, page, day="2025-11-03", outlet="The Courier")
    assert (before, len(asked.quotes(by="Ann Lee"))) == (0, 1)


def test_names_are_taken_for_others_aloud_and_never_guessed(ledger: attache.Ledger) -> None:
    assert ledger.positions(about="Burma").remarks == ["about Burma: Myanmar (mmr)"]
    assert ledger.positions(about="China").remarks == []
    with pytest.raises(attache.AttacheError, match="did you mean China"):
        ledger.positions(about="Chnia")
    with pytest.raises(attache.AttacheError, match="a rung is one of"):
        ledger.positions(rung="recognised")
    with pytest.raises(attache.AttacheError, match="a modality is one of"):
        ledger.positions(modality="perhaps")
    with pytest.raises(attache.AttacheError, match="YYYY-MM-DD"):
        ledger.positions(as_of="today")
    with pytest.raises(attache.AttacheError, match="is not before"):
        ledger.diff("2025-07-06", "2025-07-03")
    with pytest.raises(attache.AttacheError, match="nothing called"):
        ledger.show("e0")
    assert ledger.ask("Why?").verdict == "not-understood"


def test_what_is_no_ledger_is_an_error(tmp_path: Path) -> None:
    for path in (tmp_path / "absent.db", EXAMPLES / "captures.csv"):
        with pytest.raises(attache.AttacheError):
            attache.Ledger(path)
    assert not (tmp_path / "absent.db").exists()
    with pytest.raises(attache.AttacheError, match="give paths"):
        attache.Ledger.of([])
    with pytest.raises(attache.AttacheError, match="cannot read"):
        attache.Ledger.of(tmp_path / "absent")


def test_rows_are_a_sequence(ledger: attache.Ledger) -> None:
    rows = ledger.positions(limit=4)
    assert len(rows) == 4 and rows.more > 0 and rows[-1] == rows[3] and rows[1:3] == [rows[1], rows[2]]
    assert rows[0] in rows and [row.id for row in rows] == [rows[at].id for at in range(4)]
    assert repr(rows) == "<4 of PositionEntry>"


def test_several_threads_ask_one_ledger(ledger: attache.Ledger) -> None:
    names = ["Russia", "China", "India", "Taliban"] * 3
    alone = [[row.id for row in ledger.positions(about=name)] for name in names]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda name: [row.id for row in ledger.positions(about=name)], names)) == alone


def test_what_a_limit_leaves_out_is_counted(ledger: attache.Ledger) -> None:
    rows: Any
    for ask in (ledger.positions, ledger.quotes, ledger.events, ledger.terms):
        whole, rows = ask(), ask(limit=2)
        assert (len(rows), rows.more) == (2, len(whole) - 2) and whole.more == 0


def test_stories_are_those_of_the_program(program: Callable[..., Any], kept: Path, tmp_path: Path) -> None:
    file = tmp_path / "copy.db"
    shutil.copy(kept, file)
    asked: list[tuple[dict[str, Any], tuple[str, ...]]] = [({}, ()), ({"as_of": "2021-09-01"}, ("--as-of", "2021-09-01")), ({"since": date(2025, 7, 1), "outlet": "Lantern"}, ("--since", "2025-07-01", "--outlet", "Lantern"))]
    for given, flags in asked:
        told = attache.Ledger(file).stories(**given)
        assert plain(told) == program("stories", "--ledger", str(file), "--format", "jsonl", *flags)
        assert len(told) > 0 and told[0].origins


def test_a_line_is_corrected_and_the_correction_taken_back(program: Callable[..., Any], kept: Path, tmp_path: Path) -> None:
    file = tmp_path / "copy.db"
    shutil.copy(kept, file)
    ledger = attache.Ledger(file)
    before = plain(list(ledger.positions()))
    first, second = ledger.positions(holder="Russia", limit=2)
    assert ledger.correct(first.id, reject=True, why="satire", who="Ann", on="2025-11-01").startswith("correction 1 of ")
    told = ledger.correct(second.id, set=("rung", "relations"), why="ties only", on=date(2025, 11, 2))
    assert "rung set to relations" in told
    assert first.id not in [line.id for line in ledger.positions()]
    made = ledger.corrections()
    assert [(one.number, one.action, one.who, one.made) for one in made] == [(1, "reject", "Ann", "2025-11-01"), (2, "set", None, "2025-11-02")]
    assert plain(made) == program("correct", "--list", "--ledger", str(file), "--format", "json")
    assert [ledger.undo(number) for number in (1, 2)] == ["correction 1 is taken back", "correction 2 is taken back"]
    assert plain(list(ledger.positions())) == before and ledger.corrections() == []


def test_what_cannot_be_corrected_is_said(ledger: attache.Ledger, kept: Path, tmp_path: Path) -> None:
    file = tmp_path / "copy.db"
    shutil.copy(kept, file)
    kept_in_file, id = attache.Ledger(file), ledger.positions(limit=1)[0].id
    wrong: list[tuple[attache.Ledger, dict[str, Any], str]] = [
        (ledger, {"reject": True}, "in memory keeps no corrections"),
        (kept_in_file, {}, "say what of it"),
        (kept_in_file, {"reject": True, "join": "e1"}, "say what of it"),
        (kept_in_file, {"set": ("colour", "red")}, "a field is one of"),
        (kept_in_file, {"join": id}, "another position"),
        (kept_in_file, {"split": ["elsewhere.html"]}, "0 of the"),
        (kept_in_file, {"reject": True, "on": "today"}, "YYYY-MM-DD"),
    ]
    for asked, given, why in wrong:
        with pytest.raises(attache.AttacheError, match=why):
            asked.correct(id, why="so", **given)
    with pytest.raises(attache.AttacheError, match="there is no correction 9"):
        kept_in_file.undo(9)
    assert kept_in_file.corrections() == []


def test_corrections_are_replayed_over_lines_and_dossier(
    program: Callable[..., Any], kept: Path, tmp_path: Path, beside_examples: None
) -> None:
    file, corrections = tmp_path / "copy.db", tmp_path / "corrections.jsonl"
    shutil.copy(kept, file)
    id = attache.Ledger(file).positions(holder="Russia")[0].id
    subprocess.run([os.environ["ATTACHE_PROGRAM"], "--ledger", file, "correct", id, "--reject", "--why", "satire"], check=True)
    lines = program("--ledger", str(file), "correct", "--list", "--format", "jsonl")
    corrections.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    of_file = attache.Ledger(file)
    in_memory = attache.Ledger.of(".", captures="captures.csv", corrections=corrections)
    for ledger in (of_file, in_memory):
        assert id not in [row.id for row in ledger.positions()]
        assert id not in [entry.id for entry in ledger.dossier().entries]
