"""How a number is made: formula, reference, limits, and every constant with its meaning and source."""

from tertius.measures import PARTS
from tertius.page.desk import Desk
from tertius.page.drawing import draw, page_of
from tertius.page.reply import Asked, Reply
from tertius.study.explaining import OTHERS, explained


def show(desk: Desk, asked: Asked) -> Reply:
    """Return what a measure, a finder, a watcher or a constant states of itself; without a name, the list of all."""
    if not asked.rest:
        return draw(desk, "parts.html", page_of(desk, "How numbers are made"), parts=PARTS, others=tuple(OTHERS),
                    commands=("tertius measures",))  # fmt: skip
    found = explained(asked.rest)
    title = dict(found.head).get("what", asked.rest)
    return draw(desk, "part.html", page_of(desk, title), head=found.head, tables=(found.constants, *found.weights),
                commands=(f"tertius explain {asked.rest}",))  # fmt: skip
