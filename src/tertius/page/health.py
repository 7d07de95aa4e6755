"""The doctor: what is loaded, covered, refused and unresolved."""

from tertius.page.desk import Desk
from tertius.page.drawing import draw, page_of
from tertius.page.reply import Asked, Reply

_MEANING = {
    "failed": "Files that were refused, and why.",
    "states": "What the silence of a month means. Stable zero: covered, and nothing was seen; not covered: unknown, no "
    "zero; failed: a file of the month was refused; unresolved: covered, and in no event are both sides known actors.",
    "ladder": "What becomes of the events: events = one_sided + unresolved + uncounted + exact + same_day + follow_up "
    "+ counted.",
    "elasticity": "Whether the count of a steady pair follows the volume of stories; with beta near 0 it does not.",
    "breaks": "Months whose following quarter holds half again as many events a day as the one before, or as many "
    "fewer: a break of the source, not between actors.",
}
"""What those tables say whose title does not."""


def show(desk: Desk, asked: Asked) -> Reply:
    """Return the tables of ``tertius doctor``; with ``months=1`` those of every month too."""
    own = (desk.arena,) if desk.named.endswith(".toml") else ()
    found = desk.ask("doctor", lambda study: study.doctor(*own))
    months = bool(asked.query.get("months"))
    arena = f" --arena {desk.named}" if own else ""
    return draw(
        desk,
        "health.html",
        page_of(desk, "What the study holds"),
        sections=[(title, _MEANING.get(title, ""), list(rows[0]) if rows else (), [list(row.values()) for row in rows])
                  for title, rows in vars(found).items() if months or title != "months"],
        months=months,
        commands=(f"tertius doctor {desk.path}{arena}{' --months' if months else ''}",),
    )  # fmt: skip
