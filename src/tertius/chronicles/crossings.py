"""Rules across rows: ids, references, duplicates, order; and warnings on how well an act is supported."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import timedelta

from tertius.chronicles.reading import Chronicle, Record, items, third_parties
from tertius.chronicles.remarks import Remark, day
from tertius.chronicles.vocabularies import SECOND_TYPES

_OFFICIAL = ("state", "igo", "academic")
_BLAMES = ("111", "112")
_COERCIVE_ROOTS = ("13", "14", "15", "16", "17", "18", "19", "20")
_CONVENING_PARTS = ("mediator", "host", "convener")


def unique(chronicle: Chronicle) -> Iterator[Remark]:
    """No id stands twice, and no address is listed twice."""
    for field, records in (("event_id", chronicle.events), ("source_id", chronicle.sources)):
        for name, times in Counter(record[field] for record in records).items():
            if times > 1:
                yield Remark(name, field, f"stands {times} times")
    seen: dict[str, str] = {}
    for page in chronicle.sources:
        if (first := seen.setdefault(page["url"], page["source_id"])) != page["source_id"]:
            yield Remark(page["source_id"], "url", f"is the address of {first} as well")


def order(chronicle: Chronicle) -> Iterator[Remark]:
    """Acts stand by date, and all their ids share one prefix."""
    for act, following in zip(chronicle.events, chronicle.events[1:], strict=False):
        if following["date"] < act["date"]:
            yield Remark(following["event_id"], "date", f"stands after {act['event_id']}, which is later")
    prefixes = Counter(_prefix(act) for act in chronicle.events)
    for act in chronicle.events:
        if _prefix(act) != prefixes.most_common(1)[0][0]:
            yield Remark(act["event_id"], "event_id", "does not begin like the others")


def _prefix(act: Record) -> str:
    return act["event_id"].partition("-")[0]


def references(chronicle: Chronicle) -> Iterator[Remark]:
    """Every source that is named exists, is named once by an act, and every source is used."""
    known = {page["source_id"] for page in chronicle.sources}
    used: set[str] = set()
    for act in chronicle.events:
        named = items(act["source_ids"])
        used.update(named)
        for name in sorted(set(named) - known):
            yield Remark(act["event_id"], "source_ids", f"{name!r} is not in sources.csv")
        if len(named) != len(set(named)):
            yield Remark(act["event_id"], "source_ids", "names a source twice")
    for name in sorted(known - used):
        yield Remark(name, "source_id", "no act names it")


def duplicates(chronicle: Chronicle) -> Iterator[Remark]:
    """Two acts of one day with the same sides and code are one act, unless the later one's note names the other."""
    earlier: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for act in chronicle.events:
        pair = (act["source"], act["target"])
        key = (act["date"], act["cameo"], *(sorted(pair) if act["mutual"] == "yes" else pair))
        for other in earlier[key]:
            if other not in act["note"]:
                yield Remark(act["event_id"], "note", f"same day, sides and code as {other}: say there what differs")
        earlier[key].append(act["event_id"])


def one_type_a_code(chronicle: Chronicle) -> Iterator[Remark]:
    """A code carries the same PLOVER type throughout, but for the exceptions that are listed."""
    types: dict[str, Counter[str]] = defaultdict(Counter)
    for act in chronicle.events:
        types[act["cameo"]][act["plover_type"]] += 1
    for act in chronicle.events:
        code, kind = act["cameo"], act["plover_type"]
        usual = min(types[code], key=lambda name: (-types[code][name], name))
        if kind != usual and kind not in SECOND_TYPES.get(code, frozenset()):
            yield Remark(act["event_id"], "plover_type", f"{kind or 'no type'} for {code}, elsewhere {usual}")


def support(chronicle: Chronicle) -> Iterator[Remark]:
    """High confidence needs two publishers, or one official or academic page where the act blames nobody."""
    known = {page["source_id"]: page for page in chronicle.sources}
    for act in chronicle.events:
        pages = [known[name] for name in items(act["source_ids"]) if name in known]
        if act["confidence"] != "high" or len({page["publisher"] for page in pages}) > 1:
            continue
        if _blames(act) or all(page["publisher_owner"] not in _OFFICIAL for page in pages):
            yield Remark(act["event_id"], "confidence", "high on the word of one publisher")


def _blames(act: Record) -> bool:
    return act["cameo"].startswith(_BLAMES) or act["cameo"].startswith(_COERCIVE_ROOTS)


def announced(chronicle: Chronicle) -> Iterator[Remark]:
    """At least one page was published when the act could be known, at most one day early for time zones."""
    known = {page["source_id"]: page for page in chronicle.sources}
    for act in chronicle.events:
        begun = day(act["date"])
        published = [day(known[name]["published"]) for name in items(act["source_ids"]) if name in known]
        if begun is None or not published:
            continue
        if all(one is not None and one < begun - timedelta(days=1) for one in published):
            yield Remark(act["event_id"], "source_ids", "every page is older than the act")


def modes(chronicle: Chronicle) -> Iterator[Remark]:
    """A meeting brought about by a third party names one that mediated, hosted or convened it."""
    for act in chronicle.events:
        parts = {part for _, part in third_parties(act)}
        if act["plover_mode"] == "third-party" and not parts.intersection(_CONVENING_PARTS):
            yield Remark(act["event_id"], "third_parties", "mode third-party, but nobody mediated, hosted or convened")
