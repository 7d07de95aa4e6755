#!/bin/sh
# Make the virtual environment $1, install the lock file $2 into it by hash, then this package in place.
set -eu
venv=$1
lock=$2
python=${PYTHON:-python3}

new_enough() {
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

if command -v uv >/dev/null 2>&1; then
    # uv can look for (or fetch) an interpreter when the one on PATH is too old
    new_enough || python='>=3.11'
    test -x "$venv/bin/python" || uv venv --quiet --python "$python" "$venv"
    uv pip install --quiet --python "$venv/bin/python" --require-hashes -r "$lock"
    uv pip install --quiet --python "$venv/bin/python" --no-deps -e .
    exit 0
fi

if ! new_enough; then
    found=$({ "$python" --version; } 2>/dev/null || echo absent)
    echo "Tertius needs Python 3.11 or newer; $python is $found." >&2
    exit 1
fi
# an environment made by uv has no pip; venv adds it and leaves the rest as it is
test -x "$venv/bin/pip" || "$python" -m venv "$venv"
# as with uv, a module is compiled when it is first asked for: most of what is installed never is
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes -r "$lock"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps -e .
