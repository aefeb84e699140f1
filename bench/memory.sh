#!/usr/bin/env bash
# Whether memory grows with the number of captures: peak memory over 200 and over 20,000 captures (hard links to 50 generated pages).
set -euo pipefail
cd "$(dirname "$0")"
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
cargo run --release --quiet --bin pages -- "$folder/made" 50
for count in 200 20000; do
  mkdir "$folder/$count"
  for ((n = 0; n < count; n++)); do ln "$folder/made/$((n % 50)).html" "$folder/$count/$n.html"; done
  /usr/bin/env python3 - "$folder/$count" "$count" <<'P'
import resource, subprocess, sys
subprocess.run(["../target/release/attache", "read", "--format", "jsonl", sys.argv[1]], stdout=subprocess.DEVNULL, check=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"{sys.argv[2]} captures: peak {used.ru_maxrss // 1024} MiB, {int(sys.argv[2]) / (used.ru_utime + used.ru_stime):.0f} captures per CPU second")
P
done
