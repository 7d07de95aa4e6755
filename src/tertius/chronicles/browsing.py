"""The chronicle as one HTML page that can be filtered: complete in itself, nothing is fetched from elsewhere."""

from collections.abc import Iterable, Sequence
from html import escape
from importlib import resources
from pathlib import Path
from urllib.parse import urlsplit

from tertius.chronicles.reading import Chronicle, Record, items, read_chronicle

_COLUMNS = ("date", "stream", "sides", "third parties", "code", "what happened", "confidence", "sources")
_FILTERS = ("stream", "actor", "year")


def table_page(folder: Path) -> str:
    """Return a page with every act as a row, filtered by stream, actor, year and words.

    All text of the tables is escaped, and only http and https addresses become links. The page works without a
    script, unfiltered.

    Raises:
        BadFile: The chronicle cannot be read.
    """
    chronicle = read_chronicle(folder)
    place = resources.files("tertius.chronicles") / "browsing.html"
    title = f"Chronicle: {folder.name.replace('_', ' ').title()}"
    parts = {
        "@TITLE@": escape(title),
        "@COUNT@": str(len(chronicle.events)),
        "@FILTERS@": "".join(_filter(name, _choices(chronicle, name)) for name in _FILTERS),
        "@HEAD@": "".join(f'<th scope="col">{escape(name)}</th>' for name in _COLUMNS),
        "@ROWS@": "\n".join(_row(act, chronicle.pages(act)) for act in chronicle.events),
    }
    before, rows, after = place.read_text(encoding="utf-8").partition("@ROWS@")
    # the rows go in last and alone, so that no text of the tables can be taken for a mark of the template
    for mark, text in parts.items():
        if mark != rows:
            before, after = before.replace(mark, text), after.replace(mark, text)
    return before + parts[rows] + after


def _actors(act: Record) -> list[str]:
    thirds = [entry.partition(":")[0].strip() for entry in items(act["third_parties"])]
    return list(dict.fromkeys([act["source"], act["target"], *thirds]))


def _choices(chronicle: Chronicle, name: str) -> list[str]:
    found = {value for act in chronicle.events for value in _keys(act)[name]}
    return sorted(found)


def _keys(act: Record) -> dict[str, Sequence[str]]:
    return {"stream": [act["stream"]], "actor": _actors(act), "year": [act["date"][:4]]}


def _filter(name: str, choices: Iterable[str]) -> str:
    options = "".join(f"<option>{escape(choice)}</option>" for choice in choices)
    select = f'<select data-key="{escape(name)}"><option value="">all</option>{options}</select>'
    return f"<label>{escape(name)} {select}</label> "


def _row(act: Record, pages: Sequence[Record]) -> str:
    keys = "".join(f' data-{name}="{escape(" ".join(values))}"' for name, values in _keys(act).items())
    joined = " – " if act["mutual"] == "yes" else " → "
    cells = [
        f'<time id="{escape(act["event_id"])}">{escape(_period(act))}</time>',
        escape(act["stream"]),
        escape(act["source"] + joined + act["target"]),
        "<br>".join(escape(entry.replace(":", ": ")) for entry in items(act["third_parties"])),
        escape(act["cameo"]),
        _text(act),
        escape(act["confidence"]),
        " ".join(_link(number, page) for number, page in enumerate(pages, start=1)),
    ]
    return f"<tr{keys}>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _period(act: Record) -> str:
    lengths = {"month": 7, "year": 4}
    begun = act["date"][: lengths.get(act["precision"], 10)]
    return f"{begun} to {act['date_end']}" if act["date_end"] else begun


def _text(act: Record) -> str:
    extra = "".join(f"<br><small>{escape(act[field])}</small>" for field in ("framing", "note") if act[field])
    return escape(act["summary"]) + extra


def _link(number: int, page: Record) -> str:
    label = escape(f"{page['publisher']}: {page['title']}")
    if urlsplit(page["url"]).scheme not in ("http", "https"):
        return f'<span title="{label}">{number}</span>'
    return f'<a href="{escape(page["url"])}" title="{label}" rel="noopener nofollow">{number}</a>'
