"""How to cite a number, the program and the data of the study."""

from tertius.page.desk import Desk
from tertius.page.drawing import draw, page_of
from tertius.page.reply import Asked, Reply


def show(desk: Desk, _: Asked) -> Reply:
    """Return BibTeX of every data set of the study and of Tertius."""
    entries = desk.ask("cite", lambda study: study.cite())
    return draw(desk, "citing.html", page_of(desk, "How to cite"), entries=entries,
                commands=(f"tertius cite {desk.path}",))  # fmt: skip
