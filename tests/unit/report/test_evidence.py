from dataclasses import replace
from datetime import date

from tertius.model import Place
from tertius.report import Link, render
from tertius.report.evidence import HOMES_SHOWN, LISTED, bases, event_years, mention, refs, shown_events


def test_every_event_has_an_address_and_a_row(make, tree):
    for event_id in make.events():
        assert tree.by_id(f"e/{event_id}").tag == "tr"


def test_a_row_tells_who_did_what_where_and_who_reports_it(tree):
    row = tree.by_id("e/chronicle:2021-11-26")
    for words in (
        "26 Nov 2021",
        "chronicle:2021-11-26",
        "Armenia → Azerbaijan",
        "Engage in negotiation 046",
        "Sochi, Russia",
        "head",
        "Russia (mediator, host)",
        "Example News Agency, France",
        "Foreign ministry, Armenia",
        "chronicle, confidence high",
    ):
        assert words in row.text
    assert row.with_class("sources")[0].all("a")[0].attrs["href"] == "https://news.example.org/2021-11-26"


def test_events_come_by_year_in_order_of_date(make):
    years = event_years(make.page(), bases(make.page()))
    assert [year for year, _ in years] == sorted({line.date.year for line in make.events().values()})
    days = [row.line.date for _, rows in years for row in rows]
    assert days == sorted(days)


def test_a_date_is_shown_no_more_exactly_than_it_is_known(make, read):
    lines = {
        "a": make.event("a", precision="month"),
        "b": make.event("b", precision="year"),
        "c": make.event("c", precision="day"),
    }
    tree = read(render(make.page(events=lines)))
    assert [tree.by_id(f"e/{key}").all("time")[0].text for key in "abc"] == ["Aug 2025", "2025", "8 Aug 2025"]


def test_an_event_names_the_numbers_that_rest_on_it(tree):
    homes = tree.by_id("e/chronicle:2009-10-10").with_class("homes")[0].all("a")
    names = [(node.text, tree.by_id(node.attrs["href"][1:])) for node in homes]
    assert [(text, name.text, tree.by_id(name.attrs["href"][1:]).tag) for text, name in names] == [
        ("Switzerland: mediation share, ARM-TUR", "Switzerland: mediation share", "td"),
        ("United States: mediation share, ARM-TUR", "United States: mediation share", "td"),
    ]


def test_a_page_shows_the_strongest_events_of_each_number_and_every_event_of_a_verdict(make):
    ids = tuple(f"x:{number}" for number in range(LISTED + 5))
    section = replace(make.sections()[0], readings=(make.reading(evidence=ids),), series=(), findings=())
    verdict = replace(make.page().verdicts[0], evidence_for=ids, evidence_against=("y",))
    assert shown_events((section,), ()) == ids[:LISTED]
    assert shown_events((section,), (verdict,)) == (*ids, "y")


def test_what_is_not_listed_can_be_had_by_a_command(tree):
    assert f"Strongest first, {LISTED} at most. tertius evidence STUDY" in tree.by_id("evidence").text


def test_an_event_behind_many_numbers_says_how_many_are_left_out(make):
    page = make.page()
    rows = {row.line.event_id: row for _, own in event_years(page, bases(page)) for row in own}
    busy = rows["chronicle:2022-10-31"]
    assert len(busy.homes) == HOMES_SHOWN
    assert busy.homes_left_out > 0


def test_an_event_weaker_than_the_listed_ones_still_names_its_number(make):
    ids = tuple(f"x:{number}" for number in range(LISTED + 5))
    lines = {ids[-1]: make.event(ids[-1])}
    section = replace(make.sections()[0], readings=(make.reading(evidence=ids),), series=(), findings=())
    page = make.page(sections=(section,), verdicts=(), events=lines)
    (basis,) = bases(page)
    assert (len(basis.events), basis.left_out) == (LISTED, 5)
    ((_, (row,)),) = event_years(page, (basis,))
    assert [words for _, words in row.homes] == ["Russia: mediation share, ARM-AZE"]


def test_how_many_events_are_not_listed_is_stated(make, read):
    ids = tuple(f"x:{number}" for number in range(LISTED + 5))
    section = replace(make.sections()[0], readings=(make.reading(evidence=ids),), series=(), findings=())
    assert "5 weaker events not listed here" in read(render(make.page(sections=(section,)))).text


def test_an_event_the_page_lacks_is_an_id_without_a_link(make, tree):
    assert mention("gone", make.events()).address is None
    assert "chronicle:gone (not in this file)" in tree.by_id("evidence").text
    assert not [node for node in tree.all("a") if "chronicle:gone" in node.attrs["href"]]


def test_beside_a_number_stand_the_three_strongest_events(make):
    found = refs("r/x", ("chronicle:2025-08-08", "gone", "chronicle:2020-11-09", "chronicle:2011-06-24"), make.events())
    assert found.count == 4
    assert [ref.label.replace("\u00a0", " ") for ref in found.first] == ["8 Aug 2025", "gone", "9 Nov 2020"]
    assert found.basis == "basis/r/x"


def test_every_number_that_cites_events_has_its_list(make, tree):
    page = make.page()
    lists = bases(page)
    homes = [basis.home for basis in lists]
    assert len(homes) == len(set(homes))
    for basis in lists:
        assert tree.by_id(basis.address).tag == "li"
        assert tree.by_id(basis.home)


def test_an_event_with_nothing_but_the_least_is_still_readable(make, read):
    bare = replace(make.event("bare"), target=None, source=None, place=None, place_country=None)
    row = read(render(make.page(events={"bare": bare}))).by_id("e/bare").text
    for words in ("unresolved actor", "no place", "level unknown", "none named", "no link in the data set"):
        assert words in row


def test_a_link_without_title_or_publisher_shows_its_host(make, read):
    line = make.event("x", links=(Link("", "https://www.example.org/a"),))
    cell = read(render(make.page(events={"x": line}))).by_id("e/x").with_class("sources")[0]
    assert cell.text == "example.org publisher unknown"


def test_further_sources_of_an_event_are_folded_away(make, read):
    links = tuple(Link(f"Report {number}", f"https://example.org/{number}") for number in range(5))
    row = read(render(make.page(events={"x": make.event("x", links=links)}))).by_id("e/x")
    assert len(row.with_class("sources")[0].all("a")) == 3
    (folded,) = row.all("details")
    assert folded.text.startswith("2 further sources Report 3")
    assert [node.attrs["href"] for node in folded.all("a")] == ["https://example.org/3", "https://example.org/4"]


def test_a_place_of_the_arena_is_shown_by_its_name(make, read):
    arena = replace(make.arena(), places=(Place("new-york", ("New York", "NYC"), "USA"),))
    page = make.page(arena=arena, events={"x": make.event("x", place="new-york"), "y": make.event("y", place="Gori")})
    tree = read(render(page))
    assert "New York, United States" in tree.by_id("e/x").text
    assert "Gori, United States" in tree.by_id("e/y").text


def test_loads_show_what_was_refused_and_unresolved(tree):
    rows = [row.text for row in tree.by_id("coverage").with_class("loads")[0].all("tr")]
    assert "468,558" in rows[2]
    assert "7,538 1.6 %" in rows[2]
    assert "14.4 %" in rows[2]
    assert "1 Jan 2018 to 31 Oct 2018" in rows[2]


def test_gaps_in_coverage_are_gaps_in_the_strip(tree):
    strips = tree.by_id("coverage").with_class("strip")
    assert [len(strip.with_class("covered")) for strip in strips] == [1, 1, 1, 2]


def test_a_load_that_knows_nothing_says_so(make, read):
    line = make.page().doctor[0]._replace(rows=0, events=0, rejects=0, since=None, until=None, unresolved=None)
    words = read(render(make.page(doctor=(line,)))).by_id("coverage").text
    assert "not measured unknown" in words


def test_the_page_tells_how_to_cite_one_number(tree):
    quote = tree.by_id("cite").all("blockquote")[0].text
    assert quote.startswith("“Who stands between whom in the South Caucasus: a specimen”, 31 August 2025")
    assert tree.by_id(quote.split("#")[1].removesuffix("."))


def test_a_bibtex_entry_keeps_its_lines_and_a_plain_citation_is_prose(tree):
    (entry,) = tree.by_id("cite").all("pre")
    assert "".join(entry.children).count("\n") == 3
    assert "Boschee, E. et al. (2015)" in tree.by_id("cite").text


def test_events_of_one_day_keep_the_order_of_their_ids(make):
    lines = {key: make.event(key, date=date(2020, 1, 1)) for key in ("b", "a")}
    page = make.page(events=lines, sections=(), verdicts=())
    ((_, rows),) = event_years(page, ())
    assert [row.line.event_id for row in rows] == ["a", "b"]
