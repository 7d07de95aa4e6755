"""Short lists of words that the reader of texts goes by, kept in the table ``text_words``."""

from functools import cache

from tertius.codebooks.tables import items, rows
from tertius.model import UnknownName


@cache
def vocabulary(name: str) -> frozenset[str]:
    """Return the words of a list, in lower case.

    Raises:
        UnknownName: The table has no such list.

    >>> "near" in vocabulary("where")
    True
    """
    for row in rows("text_words"):
        if row["list"] == name:
            return frozenset(items(row["words"]))
    raise UnknownName("list of words", name, [row["list"] for row in rows("text_words")])
