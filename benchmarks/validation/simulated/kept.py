"""Results of worlds in a file, one line a world as it comes, so that a run that was stopped goes on where it was."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Rows = dict[str, list[Any]]


@dataclass
class Kept:
    """What is known of the worlds of one commit, by job; ``file`` None keeps nothing.

    ``rows`` are the results by experiment of each job, ``seconds`` what all of them cost.
    """

    commit: str
    file: Path | None = None
    rows: dict[str, Rows] = field(default_factory=dict)
    seconds: float = 0.0

    @classmethod
    def opened(cls, file: Path | None, commit: str) -> "Kept":
        """Take up a file, or begin it.

        Raises:
            ValueError: The file holds what another commit made of its worlds.
        """
        if file is None:
            return cls(commit)
        if not file.exists():
            file.write_text(json.dumps({"commit": commit}) + "\n", encoding="utf-8")
        found = cls.read(file)
        if found.commit != commit:
            raise ValueError(f"{file} holds results of {found.commit}, this is {commit}: name another file")
        return found

    @classmethod
    def read(cls, file: Path) -> "Kept":
        """Read a file; a line that was cut short when the run was stopped is left out, and taken off the file."""
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        if lines and not lines[-1].endswith("\n"):
            lines.pop()
            file.write_text("".join(lines), encoding="utf-8")
        found = cls(json.loads(lines[0])["commit"], file)
        for line in lines[1:]:
            one = json.loads(line)
            found._take(one["job"], one["rows"], one["seconds"])
        return found

    def add(self, job: str, rows: Rows, seconds: float) -> None:
        """Note the results of a job."""
        self._take(job, rows, seconds)
        if self.file is not None:
            with self.file.open("a", encoding="utf-8") as stream:
                stream.write(json.dumps({"job": job, "seconds": seconds, "rows": rows}) + "\n")

    def _take(self, job: str, rows: Rows, seconds: float) -> None:
        self.rows[job] = rows
        self.seconds += seconds

    def found(self, jobs: list[str]) -> Rows:
        """Rows by experiment, in the order of the jobs; those not done yet are left out."""
        every: Rows = {}
        for job in jobs:
            for part, rows in self.rows.get(job, {}).items():
                every.setdefault(part, []).extend(rows)
        return every
