#!/usr/bin/env bash
# language.sh [FOLDER]: tokens per CPU second and peak memory of the language analysis over a folder of .txt files (or 400 generated
# reports), as whole processes: attache on one thread and on two, and spaCy if PYTHON (by default python3) has it with en_core_web_sm.
set -euo pipefail
folder=${1:+$(realpath "$1")}; cd "$(dirname "$0")"
(cd .. && cargo build --release --quiet)
if [ -z "$folder" ]; then
  folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
  cargo run --release --quiet --bin reports -- "$folder" 400
fi
../target/release/attache model install > /dev/null
python3 - "$folder" "${PYTHON:-python3}" "${SPACY_MODEL:-en_core_web_sm}" <<'P'
import json, os, subprocess, sys, tempfile, time
folder, python, model = sys.argv[1:]
spacy = """import glob,sys,spacy
nlp = spacy.load(sys.argv[2])
texts = [open(f, encoding="utf-8", newline="").read() for f in sorted(glob.glob(sys.argv[1] + "/*.txt"))]
print(sum(len(doc) for doc in nlp.pipe(texts, batch_size=16)))"""
attache = ["../target/release/attache", "parse", folder, "--threads"]
runs = [("attache, 1 thread", attache + ["1"]), ("attache, 2 threads", attache + ["2"])]
env = dict(os.environ, OMP_NUM_THREADS="1")
if subprocess.run([python, "-c", "import spacy,sys; spacy.load(sys.argv[1])", model], capture_output=True).returncode == 0:
    runs.append(("spaCy, 1 thread", [python, "-c", spacy, folder, model]))
else:
    print(f"{python} has no spaCy with {model}: set PYTHON and SPACY_MODEL to compare")
with tempfile.TemporaryFile("w+") as out:
    subprocess.run(attache + ["1"], stdout=out, check=True); out.seek(0)
    count = sum(len(json.loads(line)["tokens"]) for line in out)
for name, command in runs:
    start = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=env)
    _, status, used = os.wait4(child.pid, 0)
    wall = time.monotonic() - start
    assert status == 0, name
    cpu = used.ru_utime + used.ru_stime
    print(f"{name:20} {count / wall:8.0f} tokens/s, {count / cpu:8.0f} per CPU second, {wall:6.2f} s, peak {used.ru_maxrss // 1024} MiB")
P
