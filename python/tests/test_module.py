"""The module itself: its records are the program's types, Ctrl-C ends it, examples run."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import attache
import make_records
import nbclient
import nbformat
import pytest
from conftest import EXAMPLES

HERE = Path(__file__).parent.parent


def test_records_are_as_made_of_the_schema() -> None:
    file = attache.records.__file__
    assert file is not None
    made = Path(file).read_text(encoding="utf-8")
    assert make_records.made() == made, "run `python tests/make_records.py > attache/records.py` and look at what changed"


def test_little_is_loaded_with_the_module() -> None:
    code = "import sys; before = set(sys.modules); import attache; print(*sorted(set(sys.modules) - before))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert told.stdout.split() == ["__future__", "attache", "attache._attache", "attache.ledger", "attache.reader"]


@pytest.mark.skipif(os.name != "posix", reason="signals are sent by kill")
@pytest.mark.parametrize(
    "work",
    [
        "list(attache.Reader(threads=1).read_all([page] * 100_000))",
        "attache.Ledger.of([copies])",
    ],
)
def test_ctrl_c_ends_long_work(work: str, tmp_path: Path) -> None:
    page = EXAMPLES / "harbour-courier-2021-08-16.html"
    for number in range(400 if "copies" in work else 0):
        (tmp_path / f"{number}.html").write_bytes(page.read_bytes() + f"<!-- {number} -->".encode())
    code = f"import attache, pathlib\npage, copies = pathlib.Path({str(page)!r}), {str(tmp_path)!r}\nattache.read('.')\nprint('begun', flush=True)\n"
    code += f"try:\n    {work}\nexcept KeyboardInterrupt:\n    print('ended')\n"
    child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None and child.stdout.readline() == "begun\n"
    time.sleep(0.5)
    child.send_signal(signal.SIGINT)
    told, _ = child.communicate(timeout=60)
    assert told == "ended\n" and child.returncode == 0


def test_a_model_that_cannot_be_had_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    around = {**os.environ, "ATTACHE_MODELS": str(tmp_path), "ATTACHE_OFFLINE": "1"}
    code = "import attache\nassert attache.model_path() is None\ntry:\n    attache.read('Peru votes.')\nexcept attache.AttacheError as error:\n    print(error)"
    told = subprocess.run([sys.executable, "-c", code], env=around, capture_output=True, check=True, text=True)
    assert "ATTACHE_OFFLINE" in told.stdout and "wheel" in told.stdout
    path = attache.model_path()
    assert path is not None and attache.fetch_model() == path


def test_the_notebook_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    # The kernel of this interpreter, whatever kernels are installed.
    monkeypatch.setenv("JUPYTER_PREFER_ENV_PATH", "1")
    notebook = nbformat.read(HERE / "examples" / "first-steps.ipynb", as_version=4)
    client = nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(HERE / "examples")}})
    client.execute()
    assert all(cell.execution_count for cell in notebook.cells if cell.cell_type == "code")
