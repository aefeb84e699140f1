#!/usr/bin/env bash
# What the browser's tests need: Chromium with its driver, from Debian; axe-core 4.14.1, from npm, in the folder given. Installs what is absent and may be installed.
# The tests run it themselves; where it fails they say so and are skipped.
set -euo pipefail
into="$1"
if ! command -v chromedriver > /dev/null || ! command -v chromium > /dev/null; then
  if [ "$(id -u)" != 0 ] || ! command -v apt-get > /dev/null; then
    echo "no chromium with chromedriver here: on Debian, apt-get install chromium chromium-driver" >&2
    exit 1
  fi
  export DEBIAN_FRONTEND=noninteractive
  { apt-get update && apt-get install --yes --no-install-recommends chromium chromium-driver; } > /dev/null
fi
if [ ! -f "$into/package/axe.min.js" ]; then
  mkdir -p "$into"
  cd "$into"
  npm pack --silent axe-core@4.14.1 > /dev/null && tar xzf axe-core-4.14.1.tgz package/axe.min.js package/LICENSE
fi
