#!/bin/sh
# Build the wheel, install it into a fresh environment outside this folder, and run it from there.
set -eu
python=$(cd "$(dirname "${PYTHON:=.venv/bin/python}")" && pwd)/$(basename "$PYTHON")
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if command -v uv >/dev/null 2>&1; then
    uv build --quiet --wheel --out-dir "$work/wheel" "$root"
    uv venv --quiet --python "$python" "$work/venv"
    uv pip install --quiet --python "$work/venv/bin/python" --require-hashes -r "$root/requirements.lock"
    uv pip install --quiet --python "$work/venv/bin/python" --no-deps "$work"/wheel/*.whl
else
    "$python" -m pip wheel --quiet --no-deps --wheel-dir "$work/wheel" "$root"
    "$python" -m venv "$work/venv"
    # two short commands are run from it, so no module is compiled before it is needed
    "$work/venv/bin/python" -m pip install --quiet --no-compile --require-hashes -r "$root/requirements.lock"
    "$work/venv/bin/python" -m pip install --quiet --no-compile --no-deps "$work"/wheel/*.whl
fi
cd "$work"
venv/bin/tertius --version
# arenas are data files: they must have travelled with the code
venv/bin/tertius arenas --format csv
