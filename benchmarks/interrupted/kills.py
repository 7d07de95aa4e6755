"""Kill a load or a download again and again, look at what it left, and finish it."""

import random
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tertius.study import Study

TERTIUS = (sys.executable, "-m", "tertius")


@dataclass(frozen=True)
class Kills:
    """What killing a command led to: runs killed, runs that ended before they could be killed, and what was found."""

    killed: int
    ended: int
    broken: int
    same: bool


def seconds(command: Sequence[str], env: Mapping[str, str]) -> float:
    """How long a command takes when it is let be.

    Raises:
        CalledProcessError: It fails.
    """
    start = time.monotonic()
    subprocess.run(command, env=dict(env), check=True, capture_output=True)
    return time.monotonic() - start


def kill(command: Sequence[str], env: Mapping[str, str], after: float) -> bool:
    """Start a command and kill it (SIGKILL) after so many seconds; False when it ended before."""
    with subprocess.Popen(command, env=dict(env), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        try:
            running.wait(after)
        except subprocess.TimeoutExpired:
            running.kill()
            return True
    return False


def moments(kills: int, longest: float, seed: int) -> list[float]:
    """Random moments of a run, seconds after its start."""
    draw = random.Random(seed)
    return [draw.uniform(0.1, 1.0) * longest for _ in range(kills)]


def events(study: Path) -> str:
    """A hash of the event table that does not depend on the order of its rows."""
    with Study(study, read_only=True) as opened:
        rows = opened.sql("SELECT COUNT(*), CAST(SUM(CAST(hash(e) AS HUGEINT)) AS VARCHAR) FROM event e")[1]
    return ":".join(map(str, rows[0]))


def whole_files(study: Path, sizes: Mapping[str, int]) -> bool:
    """Whether the study opens and holds of every file all rows or none, and the load table says the same."""
    if not study.exists():
        return True
    with Study(study, read_only=True) as opened:
        held = dict(opened.sql("SELECT file, COUNT(*) FROM event JOIN load USING (file_sha256) GROUP BY 1")[1])
        stated = dict(opened.sql("SELECT file, rows FROM load")[1])
    return held == stated and all(sizes[str(file)] == rows for file, rows in held.items())
