"""Results of a task: every method's figures, the bars of the methods, and the table that says what is met."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.validation.scoring import Figure

Row = Sequence[str]


@dataclass(frozen=True)
class Bar:
    """What counts as floor, good and excellent (methods 5.3)."""

    floor: float
    good: float
    excellent: float


@dataclass(frozen=True)
class Task:
    """A question put to the data.

    ``also`` names methods of ours that get lines of their own in the summary, below the one judged first.
    ``apart`` names baselines that know the truth of the year before and are not held against ours in the summary.
    ``figures`` holds for each metric the figure of every method; ``ours`` names the methods of ours among them, the one
    judged first. ``reason`` and ``idea`` are printed when a bar is missed. ``skipped`` is why nothing was measured.
    """

    title: str
    setting: str
    ours: tuple[str, ...]
    figures: Mapping[str, Mapping[str, Figure]]
    bars: Mapping[str, Bar]
    reason: str = ""
    idea: str = ""
    skipped: str = ""
    notes: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


def verdict(value: float, bar: Bar | None) -> str:
    """Whether a figure meets its bar."""
    if bar is None:
        return "no bar"
    if value >= bar.excellent:
        return "excellent"
    if value >= bar.good:
        return "good"
    return "not met" if value > bar.floor else "not met, below the floor"


def table(head: Row, rows: Sequence[Row]) -> str:
    """A Markdown table."""
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, ["---"] * len(head), *rows))


def summary(tasks: Sequence[Task]) -> str:
    """One line a task and metric: floor, best baseline, ours, bars, met or not, n, and why not."""
    head = ("task", "metric", "floor", "best baseline", "ours", "good", "excellent", "met", "n", "clusters",
            "why it falls short, and the next idea")  # fmt: skip
    rows: list[Row] = []
    for task in tasks:
        if task.skipped:
            rows.append((task.title, *["–"] * 6, "not measured", "–", "–", task.skipped))
            continue
        lines = [_line(task, name, metric) for name in (task.ours[0], *task.also) for metric in task.figures]
        # the same sentence once a task: at its first line that needs it
        first = next((i for i, line in enumerate(lines) if line[-1]), 0)
        rows += [line if i == first else (*line[:-1], "") for i, line in enumerate(lines)]
    return table(head, rows)


def _line(task: Task, method: str, metric: str) -> Row:
    figures, bar = task.figures[metric], task.bars.get(metric)
    mine, title = figures[method], task.title if method == task.ours[0] else f"{task.title}: {method}"
    others = {name: figure for name, figure in figures.items() if name not in (*task.ours, *task.apart)}
    best = max(others, key=lambda name: others[name].value, default="")
    met = verdict(mine.value, bar)
    shown = [f"{x:g}" for x in (bar.floor, bar.good, bar.excellent)] if bar else ["–"] * 3
    beaten = bool(best) and others[best].value > mine.value
    why = f"{task.reason} Next: {task.idea}" if met.startswith("not") or beaten else ""
    met += ", a baseline is better" if beaten else ""
    against = f"{best}: {others[best]}" if best else "–"
    return (title, metric, shown[0], against, str(mine), *shown[1:], met, str(mine.n), str(mine.clusters), why)


def details(task: Task) -> str:
    """Setting, every method by every metric, and notes."""
    parts = [f"### {task.title}", task.setting]
    if task.skipped:
        parts.append(f"Not measured: {task.skipped}")
    else:
        metrics = list(task.figures)
        methods = list(next(iter(task.figures.values())))
        rows = [
            (f"**{name}**" if name in task.ours else name, *(str(task.figures[m][name]) for m in metrics))
            for name in methods
        ]
        parts.append(table(("method", *metrics), rows))
    return "\n\n".join((*parts, *task.notes))
