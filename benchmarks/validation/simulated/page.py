"""Write figures into the page of the validation, between markers, with day and commit."""

import re
import subprocess
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

PAGE = Path(__file__).resolve().parents[3] / "docs" / "validation.md"


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=PAGE.parents[1], capture_output=True, text=True, check=False)
    return done.stdout.strip()


def today() -> str:
    """The day."""
    return str(datetime.now(UTC).date())


def commit(*folders: str) -> str:
    """The last commit (of some folders); a changed tree is said to be so."""
    last = _git("log", "-1", "--format=%h", "--", *folders) or "no commit"
    changed = " with uncommitted changes" if _git("status", "--porcelain", "--", *(folders or ("src",))) else ""
    return f"commit {last}{changed}"


def stamp() -> str:
    """Day and commit of the run."""
    return f"{today()}, {commit()}"


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
