"""GDELT: the list of 15-minute files since 2015 (2.0) and the daily files since April 2013 (1.0), with checksums."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from tertius.fetch.planning import Ask, Fetcher, Remote
from tertius.fetch.web import Web

_SECOND = "http://data.gdeltproject.org/gdeltv2/"
_ENGLISH, _TRANSLATED = "masterfilelist.txt", "masterfilelist-translation.txt"
_LISTS = {"english": (_ENGLISH,), "translated": (_TRANSLATED,), "both": (_ENGLISH, _TRANSLATED)}
_KINDS = {"events": ("export",), "mentions": ("mentions",), "both": ("export", "mentions")}
_LINE = re.compile(
    r"(?P<size>\d+) (?P<md5>[0-9a-fA-F]{32}) (?P<url>http\S+/(?P<name>(?P<day>\d{8})\d{6}"
    r"(?:\.translation)?\.(?P<kind>export|mentions)\.CSV\.zip))"
)
_FIRST = "http://data.gdeltproject.org/events/"
_DAILY = re.compile(r"(?P<day>\d{8})\.export\.CSV\.zip")


def _day(text: str) -> date:
    return date(int(text[:4]), int(text[4:6]), int(text[6:8]))


def _second(web: Web, ask: Ask) -> list[Remote]:
    """Files of GDELT 2.0; a line of the list that is broken (there are some) names no file."""
    kinds = _KINDS[ask.options["kind"]]
    found = []
    for name in _LISTS[ask.options["stream"]]:
        for match in _LINE.finditer(web.text(_SECOND + name)):
            if match["kind"] in kinds and _day(match["day"]) in ask.span:
                found.append(Remote(match["url"], match["name"], int(match["size"]), match["md5"]))
    return found


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Value and file name of each line of a listing."""
    for line in text.splitlines():
        value, _, name = line.strip().partition(" ")
        yield value, name.strip()


def _first(web: Web, ask: Ask) -> Sequence[Remote]:
    sums = {name: value for value, name in _pairs(web.text(_FIRST + "md5sums"))}
    found = []
    for size, name in _pairs(web.text(_FIRST + "filesizes")):
        match = _DAILY.fullmatch(name)
        if match and size.isdigit() and _day(match["day"]) in ask.span:
            found.append(Remote(_FIRST + name, name, int(size), sums.get(name)))
    return found


GDELT = Fetcher(
    name="gdelt",
    title="GDELT 2.0",
    loads="gdelt",
    remotes=_second,
    options={"kind": tuple(_KINDS), "stream": tuple(_LISTS)},
    note="The files hold the whole world, 96 a day; an arena is applied when the study is asked. The list itself is "
    "over 100 MB. The translated stream began in 2015 and changes volumes: load it as what it is.",
)
GDELT_DAILY = Fetcher(
    name="gdelt1",
    title="GDELT 1.0, daily files",
    loads="gdelt1",
    remotes=_first,
    note="The files hold the whole world, one a day since 2013-04-01; an arena is applied when the study is asked.",
)
