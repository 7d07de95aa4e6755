"""Country and owner of publishers, put in by a join: each written publisher is looked up once, not once a row."""

from collections.abc import Iterable

from tertius.codebooks.publishers import Publishers
from tertius.model import Engine

_OUTLETS = {"publisher": "VARCHAR", "publisher_country": "VARCHAR", "publisher_owner": "VARCHAR"}


def judge_publishers(engine: Engine, publishers: Publishers) -> None:
    """Fill ``outlet``: country and owner of the publishers of ``parsed`` that are known."""
    have = "publisher" in engine.names("SELECT * FROM parsed LIMIT 0")
    found = engine.rows("SELECT DISTINCT publisher FROM parsed WHERE publisher IS NOT NULL") if have else []
    fill_outlets(engine, "outlet", publishers, [str(name) for (name,) in found])


def fill_outlets(engine: Engine, table: str, publishers: Publishers, written: Iterable[str]) -> int:
    """Fill a table with country and owner of the publishers that are known; return how many."""
    known = publishers.table(written)
    engine.fill(table, _OUTLETS, known)
    return len(known)
