"""The doctor: what is loaded, covered, refused and unresolved."""

from tertius.page.desk import Desk
from tertius.page.drawing import draw, page_of
from tertius.page.reply import Asked, Reply


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
        sections=[(title, list(rows[0]) if rows else (), [list(row.values()) for row in rows])
                  for title, rows in vars(found).items() if months or title != "months"],
        months=months,
        commands=(f"tertius doctor {desk.path}{arena}{' --months' if months else ''}",),
    )  # fmt: skip
