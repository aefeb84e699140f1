#!/usr/bin/env bash
# warcs.sh [MEGABYTES]: pages a second and peak memory over a WARC of 2,000 MB, made here: attache, and Python's warcio and fastwarc where pip has them.
# Each opens every HTML answer and counts its bytes; attache finds all records first, since it hands them on in any order.
set -euo pipefail
size=${1:-2000}; cd "$(dirname "$0")/.."
target=$(cargo metadata --format-version 1 --no-deps | python3 -c 'import json, sys; print(json.load(sys.stdin)["target_directory"])')
cargo build --release --quiet -p xtask -p attache
file=$target/made-$size.warc.gz; trap 'rm -f "$file"' EXIT
"$target/release/xtask" make-warc "$file" "$size"
peers=$target/warc-peers
[ -d "$peers" ] || python3 -m venv "$peers"
"$peers/bin/pip" install --quiet --disable-pip-version-check warcio==1.7.5 fastwarc==2.0.1 || echo "not all peers could be installed"
python3 - "$file" "$target/release/xtask" "$peers/bin/python" <<'P'
import os, subprocess, sys, time
file, xtask, python = sys.argv[1:]
WARCIO = """
import sys
from warcio.archiveiterator import ArchiveIterator
pages = size = 0
with open(sys.argv[1], 'rb') as file:
    for record in ArchiveIterator(file):
        if record.rec_type == 'response' and (record.http_headers.get_header('Content-Type') or '').startswith('text/html'):
            pages += 1; size += len(record.content_stream().read())
print(pages, 'pages,', size, 'bytes')
"""
FASTWARC = """
import sys
from fastwarc.warc import ArchiveIterator, WarcRecordType
pages = size = 0
for record in ArchiveIterator(open(sys.argv[1], 'rb'), record_types=WarcRecordType.response):
    if (record.http_content_type or '').startswith('text/html'):
        pages += 1; size += len(record.reader.read())
print(pages, 'pages,', size, 'bytes')
"""
runs = [("attache", [xtask, "read-records", file]), ("fastwarc", [python, "-c", FASTWARC, file]), ("warcio", [python, "-c", WARCIO, file])]
for name, command in runs:
    start = time.time()
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    told = run.stdout.read().strip()
    _, status, used = os.wait4(run.pid, 0)
    if status:
        print(f"{name:9} not there")
        continue
    pages = int(told.split(None, 1)[0])
    cpu = used.ru_utime + used.ru_stime
    print(f"{name:9} {pages} pages in {time.time() - start:.0f} s, {cpu:.0f} s of a processor: {pages / cpu:.0f} a second of it, peak {used.ru_maxrss // 1024} MiB", flush=True)
    print("          " + told.replace("\n", "; "))
P
