"""Run every script of the validation, each in its own process: ``python -m benchmarks.validation``."""

import subprocess
import sys

MODULES = tuple(f"benchmarks.validation.{name}" for name in ("simulator", "named", "coverage", "truth"))
"""Scripts that write their part of ``docs/validation.md``, in the order of the page."""


def main() -> int:
    """Run them all; the worst exit code is handed on."""
    return max(subprocess.run([sys.executable, "-m", module], check=False).returncode for module in MODULES)


if __name__ == "__main__":
    raise SystemExit(main())
