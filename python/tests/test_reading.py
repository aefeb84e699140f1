"""Pages read: the same as the program reads them, each place in its text."""

import dataclasses
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import attache
import pytest
from attache import records
from conftest import CAPTURES, EXAMPLES, plain

PAGE = """<html><head><title>Lima recognises Quito's council - The Courier</title></head><body><article>
<h1>Lima recognises Quito's council</h1><p>By Ann Lee, 3 March 2024</p>
<p>Peru recognised the Taliban as the government of Afghanistan on Friday, the foreign ministry said in Lima — “a step we take gladly”, said Bo Yu.</p>
<p>Ecuador expelled the ambassador of Peru a day later, and its ministry said that it would not do the same.</p>
</article></body></html>"""


def spans(value: Any) -> Iterator[tuple[int, int, str]]:
    """Every place that a record tells, however deep."""
    if isinstance(value, list):
        for one in value:
            yield from spans(one)
    elif dataclasses.is_dataclass(value):
        if getattr(value, "quote", None) is not None:
            here: Any = value
            yield here.start, here.end, here.quote
        for one in vars(value).values():
            yield from spans(one)


def test_examples_are_read_as_the_program_reads_them(program: Callable[..., Any], beside_examples: None) -> None:
    reader = attache.Reader()
    expected = program("read", "--format", "jsonl", *[path.name for path in CAPTURES])
    readings = list(reader.read_all([Path(path.name) for path in CAPTURES]))
    assert len(expected) == len(CAPTURES) > 20
    for reading, line in zip(readings, expected, strict=True):
        assert plain(reading) == line
    assert plain(reader.read(Path(CAPTURES[0].name))) == expected[0]


def test_every_place_has_its_words_in_the_text() -> None:
    found = 0
    for reading in attache.Reader().read_all([EXAMPLES]):
        for start, end, quote in spans(reading):
            assert reading.text[start:end] == quote
            found += 1
    assert found > 1000


def test_a_page_at_hand_is_read_as_its_file(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(PAGE, encoding="utf-8")
    by_path, by_text, by_bytes = attache.read(file), attache.read(PAGE), attache.read(PAGE.encode())
    assert by_path.articles == by_text.articles == by_bytes.articles
    assert by_text.capture.path == "-" and by_text.capture.media_type == "text/html"
    article = by_path.articles[0].article
    assert article.title is not None and article.title.quote == "Lima recognises Quito's council"
    assert article.published is not None and article.published.value == "2024-03-03"
    assert attache.read("Peru votes\n\nPeru votes on Friday.").capture.media_type == "text/plain"


def test_what_is_known_from_outside_counts() -> None:
    text = "Embassy stays\n\nRussia keeps its embassy in Kabul open, the ministry said on Friday."
    for day in ("2021-08-16", date(2021, 8, 16)):
        reading = attache.read(text, day=day, outlet="The Courier", url="https://courier.example/a")
        article = reading.articles[0].article
        assert article.published is not None
        assert (article.published.value, article.published.from_) == ("2021-08-16", "known from outside")
        assert (article.outlet, reading.capture.url) == ("The Courier", "https://courier.example/a")


def test_records_are_plain_dataclasses() -> None:
    reading = attache.read(PAGE)
    assert dataclasses.is_dataclass(reading) and isinstance(reading, records.Reading)
    with pytest.raises(dataclasses.FrozenInstanceError):
        reading.text = ""  # type: ignore[misc]
    again = dataclasses.replace(reading, text="")
    assert again.articles is reading.articles and again != reading
    # What the program leaves out is absent in JSON, and None here.
    assert reading.error is None and "error" not in vars(reading)
    assert dataclasses.asdict(reading)["articles"][0]["article"]["index"] == 0


def test_strange_input_gives_an_error_or_less_and_never_a_guess(tmp_path: Path) -> None:
    with pytest.raises(attache.AttacheError, match="cannot read"):
        attache.read(tmp_path / "absent.html")
    with pytest.raises(attache.AttacheError, match="not text"):
        attache.read(b"\x00" * 1000)
    with pytest.raises(attache.AttacheError, match="YYYY-MM-DD"):
        attache.read(PAGE, day="yesterday")
    with pytest.raises(attache.AttacheError, match="read_all"):
        attache.read(EXAMPLES)
    with pytest.raises(TypeError, match="not int"):
        attache.read(7)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="several"):
        attache.Reader().read_all("page.html")
    with pytest.raises(ValueError, match="1 to 256"):
        attache.Reader(threads=0)
    with pytest.raises(OverflowError):
        attache.Reader(threads=-1)
    assert attache.read("").articles == []
    assert attache.read("half of a pair: \ud800 and more").text == "half of a pair: \ufffd and more"
    # A text that is a file's name is a text.
    assert attache.read(str(EXAMPLES / "captures.csv")).text.endswith("captures.csv")


def test_a_page_that_cannot_be_read_says_so_among_others(tmp_path: Path) -> None:
    (tmp_path / "b.html").write_bytes(b"\x00" * 1000)
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    first, second = attache.Reader().read_all(tmp_path)
    assert first.error is None and second.error is not None and "not text" in second.error
    assert second.articles == [] and second.text == ""


def test_readings_come_in_order_and_may_be_left() -> None:
    reader = attache.Reader(threads=3)
    pages = [f"Item {number}\n\nItem {number} is told here in a few words." for number in range(60)]
    readings = reader.read_all(pages)
    assert len(readings) == 60
    assert [reading.text.split()[1] for reading in readings] == [str(number) for number in range(60)]
    assert list(readings) == []
    left = reader.read_all(pages)
    assert next(left).text.startswith("Item 0")
    del left
    assert list(reader.read_all([])) == []


def test_several_threads_use_one_reader() -> None:
    reader = attache.Reader(threads=1)
    alone = [plain(reader.read(path)) for path in CAPTURES[:4]]
    with ThreadPoolExecutor(4) as threads:
        for _ in range(3):
            assert [plain(reading) for reading in threads.map(reader.read, CAPTURES[:4])] == alone


def test_other_threads_run_meanwhile() -> None:
    counted, ended = 0, False

    def count() -> None:
        nonlocal counted
        while not ended:
            counted += 1

    with ThreadPoolExecutor(1) as threads:
        counting = threads.submit(count)
        before = counted
        readings = attache.Reader(threads=1).read_all([CAPTURES[0]] * 3)
        first = next(readings)
        during = counted - before
        ended = True
        counting.result()
    assert first.error is None and during > 0
