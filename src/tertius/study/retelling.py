"""Rung 2 of the ladder: stories that repeat another of the days before in nearly the same words (methods 1.3).

The title of a story is read from the address of its page, where the address holds one. Data sets without such
addresses have no rung 2.
"""

import re
from urllib.parse import unquote, urlsplit

from tertius.codebooks.constants import constant
from tertius.inference.near_duplicates import near_duplicates
from tertius.model import Engine

_WORD = re.compile(r"[^\W\d_]{2,}")
_FEWEST_WORDS = 5


def title_words(address: str) -> frozenset[str]:
    """Words of the title in an address; empty when it holds none of at least five words.

    >>> sorted(title_words("https://x.example/news/2020/11/leaders-sign-truce-after-long-talks-48213.html"))
    ['after', 'leaders', 'long', 'sign', 'talks', 'truce']
    """
    try:
        parts = unquote(urlsplit(address).path).split("/")
    except ValueError:
        return frozenset()
    found = max((frozenset(_WORD.findall(part.rpartition(".")[0] or part)) for part in parts), key=len)
    words = frozenset(word.casefold() for word in found)
    return words if len(words) >= _FEWEST_WORDS else frozenset()


def fill_retold(engine: Engine, reports: str) -> None:
    """Fill temporary tables ``near_story`` (dataset, story_id, cluster) and ``titled`` (dataset).

    Args:
        engine: The open study.
        reports: SELECT of the events that a count of pairs can hold.
    """
    clusters: list[tuple[str, str, str]] = []
    titled: list[tuple[str]] = []
    most = int(constant("doctor.most_titles"))
    for (dataset,) in engine.rows("SELECT DISTINCT dataset FROM load ORDER BY dataset"):
        stories = engine.rows(f"""
            SELECT story_id, MIN(date) - DATE '1970-01-01' FROM ({reports}) r
            WHERE dataset = $dataset AND story_id LIKE 'http%' GROUP BY story_id ORDER BY 2, 1 LIMIT {most + 1}
        """, {"dataset": dataset})  # fmt: skip
        known = [(str(story), words, int(str(day))) for story, day in stories if (words := title_words(str(story)))]
        if not known or len(stories) > most:
            continue
        titled.append((str(dataset),))
        labels = near_duplicates([words for _, words, _ in known], [day for _, _, day in known],
                                 similarity=constant("doctor.title_similarity"),
                                 within=int(constant("doctor.title_days")))  # fmt: skip
        clusters += [(str(dataset), known[place][0], str(label)) for place, label in enumerate(labels)]
    text = "VARCHAR"
    engine.fill("near_story", {"dataset": text, "story_id": text, "cluster": text}, clusters)
    engine.fill("titled", {"dataset": text}, titled)
