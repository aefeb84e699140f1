#!/usr/bin/env bash
# The wheel, built, installed and tested. After the workspace was built in the same target folder and profile only the bindings are left to build.
# ATTACHE_PROFILE is `release` or `dev`; the program that answers are compared with is built in the same.
set -euo pipefail
cd "$(dirname "$0")"
profile=${ATTACHE_PROFILE:-release}
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$(cd .. && pwd)/target}
here=$CARGO_TARGET_DIR/python
python3 -m venv "$here/venv"
python=$here/venv/bin/python
"$python" -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
# Both at once: alone each would have its dependencies built with other features, that is, anew.
cargo build --locked --quiet --profile "$profile" --package attache --package attache-python
rm -rf "$here/wheels"
"$here/venv/bin/maturin" build --locked --quiet --profile "$profile" --interpreter "$python" --out "$here/wheels"
"$python" -m pip install --quiet --disable-pip-version-check --no-deps --force-reinstall "$here"/wheels/attache-*.whl
folder=$profile
if [ "$profile" = dev ]; then folder=debug; fi
export ATTACHE_PROGRAM=$CARGO_TARGET_DIR/$folder/attache
# Not `python -m pytest`, which would find the sources before the wheel.
"$here/venv/bin/pytest" -p no:cacheprovider tests
"$here/venv/bin/mypy" --cache-dir "$here/mypy" --python-executable "$python"
