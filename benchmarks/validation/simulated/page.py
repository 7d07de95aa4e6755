"""Write figures into the page of the validation, between markers, with day and commit."""

import re
import subprocess
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

PAGE = Path(__file__).resolve().parents[3] / "docs" / "validation.md"


def stamp() -> str:
    """Day and commit of the run; a changed tree is said to be so."""

    def git(*words: str) -> str:
        done = subprocess.run(["git", *words], cwd=PAGE.parent, capture_output=True, text=True, check=False)
        return done.stdout.strip()

    commit = git("rev-parse", "--short", "HEAD") or "no commit"
    changed = " with uncommitted changes" if git("status", "--porcelain", "--", "../src") else ""
    return f"{datetime.now(UTC).date()}, commit {commit}{changed}"


def write(parts: Mapping[str, Sequence[str]], path: Path = PAGE) -> list[str]:
    """Replace what stands between ``<!-- run: NAME -->`` and ``<!-- /run -->``; return the names that have no place."""
    text, missing = path.read_text(encoding="utf-8"), []
    for name, lines in parts.items():
        block = "\n".join((f"<!-- run: {name} -->", *lines, "<!-- /run -->"))
        text, count = re.subn(
            rf"<!-- run: {re.escape(name)} -->\n.*?<!-- /run -->", lambda _, b=block: b, text, flags=re.S
        )
        if not count:
            missing.append(name)
    path.write_text(text, encoding="utf-8")
    return missing
