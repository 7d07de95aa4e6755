"""The first page: what the study holds, which days it covers, which pairs can be asked about."""

from tertius.arenas import arena, shipped
from tertius.model import Dyad
from tertius.page.desk import Desk
from tertius.page.drawing import draw, page_of
from tertius.page.reply import OWN_ORIGIN, Asked, Reply
from tertius.report.wording import between_days
from tertius.sources import SOURCES
from tertius.study import Study

_LOADS = "SELECT dataset, COUNT(*), SUM(rows), SUM(events), SUM(rejects) FROM load GROUP BY dataset"
_PAIRS = "SELECT a, b, dataset, COUNT(*) FROM pair_event GROUP BY a, b, dataset"
_TITLES = {known.name: known.title for known in SOURCES}


def show(desk: Desk, _: Asked) -> Reply:
    """Return the first page."""
    held = desk.ask("front", _held)
    loads = {str(name): tuple(int(str(count)) for count in counts) for name, *counts in held[0]}
    told = {(Dyad(str(a), str(b)), str(name)): int(str(count)) for a, b, name, count in held[1]}
    names = desk.datasets()
    made = draw(
        desk,
        "front.html",
        page_of(desk, "Who stands between whom"),
        datasets=[(name, _TITLES.get(name, name), loads.get(name, (0, 0, 0, 0)),
                   [between_days(span) for span in desk.coverage(name)]) for name in names],
        pairs=[(pair, [(name, told.get((pair, name), 0)) for name in names]) for pair in desk.arena.pairs],
        arenas=[(name, arena(name).title) for name in dict.fromkeys((desk.named, *shipped()))],
        commands=(f"tertius doctor {desk.path}", "tertius arenas", "tertius measures"),
    )  # fmt: skip
    return Reply(made.text, headers=OWN_ORIGIN)


def _held(study: Study) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    return [tuple(row) for row in study.sql(_LOADS)[1]], [tuple(row) for row in study.sql(_PAIRS)[1]]
