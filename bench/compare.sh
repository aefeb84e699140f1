#!/usr/bin/env bash
# compare.sh FOLDER: pages per CPU second and peak memory over a folder of .html files: attache, dom_smoothie, and trafilatura if installed.
set -euo pipefail
folder=$(realpath "$1"); cd "$(dirname "$0")"
cargo build --release --quiet --bins; (cd .. && cargo build --release --quiet)
python3 - "$folder" <<'P'
import glob, importlib.util, resource, subprocess, sys
folder, before = sys.argv[1], 0.0
count = len(glob.glob(folder + "/*.html"))
trafilatura = "import glob,sys,trafilatura\nfor f in sorted(glob.glob(sys.argv[1]+'/*.html')): trafilatura.extract(open(f,'rb').read(), with_metadata=True)"
runs = [("attache", ["../target/release/attache", "read", "--format", "jsonl", "--only", "article", "--threads", "1", folder]),
        ("dom_smoothie", ["target/release/peer", folder])]
if importlib.util.find_spec("trafilatura"):
    runs.append(("trafilatura", [sys.executable, "-c", trafilatura, folder]))
for name, command in runs:
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu, before = used.ru_utime + used.ru_stime - before, used.ru_utime + used.ru_stime
    print(f"{name:14} {count / cpu:7.0f} pages per CPU second, peak so far {used.ru_maxrss // 1024} MiB")
P
