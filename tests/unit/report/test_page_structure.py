import base64
import hashlib
import itertools
import re

import pytest

from tertius.model import ContractBroken
from tertius.report import PairSection, render


def test_every_id_is_used_once(tree):
    ids = [node.attrs["id"] for node in tree if "id" in node.attrs]
    assert len(ids) == len(set(ids)) > 50
    assert not [id_ for id_ in ids if re.search(r"\s", id_)]


def test_every_inner_link_and_label_leads_somewhere(tree):
    ids = {node.attrs["id"] for node in tree if "id" in node.attrs}
    targets = [node.attrs["href"][1:] for node in tree.all("a") if node.attrs["href"].startswith("#")]
    labels = [id_ for node in tree for id_ in (node.attrs.get("aria-labelledby") or "").split()]
    drawn = [node.attrs["href"][1:] for node in tree.all("use")]
    assert len(targets) > 200
    assert drawn
    assert set(targets) | set(labels) | set(drawn) <= ids


def test_headings_start_at_one_and_skip_no_level(tree):
    levels = [int(node.tag[1]) for node in tree.all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_every_table_has_a_caption_and_every_header_a_scope(tree):
    tables = tree.all("table")
    assert len(tables) > 10
    for table in tables:
        assert table.all("caption")[0].text
        assert all(header.attrs.get("scope") in {"col", "row", "rowgroup"} for header in table.all("th"))


def test_every_picture_is_named_or_hidden_from_readers(tree):
    pictures = tree.all("svg")
    named = [picture for picture in pictures if picture.attrs.get("role") == "img"]
    assert named
    for picture in named:
        assert picture.all("title")[0].text
    assert all(picture.attrs.get("aria-hidden") == "true" for picture in pictures if picture not in named)


def test_every_chart_has_a_description_or_stands_in_a_figure_with_its_values_as_a_table(tree):
    for figure in tree.all("figure"):
        values = [details for details in figure.all("details") if details.all("table")]
        assert len(values) == 1
        rows = values[0].all("tbody")[0].all("tr")
        assert len(rows) == 131
        wide, narrow = (figure.with_class(width)[0] for width in ("wide", "narrow"))
        assert wide.all("desc")[0].text == narrow.all("desc")[0].text != ""


def test_the_policy_admits_the_one_style_sheet_and_nothing_else(tree):
    (sheet,) = tree.all("style")
    digest = base64.b64encode(hashlib.sha256("".join(sheet.children).encode()).digest()).decode()
    (policy,) = [
        node.attrs["content"] for node in tree.all("meta") if node.attrs.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy.split("; ") == [
        "default-src 'none'",
        f"style-src 'sha256-{digest}'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]


def test_nothing_runs_and_nothing_is_fetched(tree, html):
    assert not tree.all("script", "iframe", "object", "embed", "form", "img", "base", "audio", "video", "foreignobject")
    assert not [name for node in tree for name in node.attrs if name.startswith("on") or name in {"style", "src"}]
    assert [node.attrs["href"] for node in tree.all("link")] == ["data:,"]
    assert "@import" not in html
    assert "url(" not in html


def test_the_page_speaks_english_and_offers_a_way_past_its_head(tree):
    assert tree.all("html")[0].attrs["lang"] == "en"
    skip = tree.with_class("skip")[0]
    assert skip is tree.all("a")[0]
    assert tree.by_id(skip.attrs["href"][1:]).tag == "main"


def test_outside_links_tell_the_other_side_nothing(tree):
    outside = [node for node in tree.all("a") if not node.attrs["href"].startswith("#")]
    assert outside
    assert all(node.attrs.get("rel") == "noreferrer noopener" for node in outside)
    assert all(node.attrs["href"].startswith("https://") for node in outside)


def test_the_same_page_gives_the_same_text(make, html):
    assert render(make.page()) == html


def test_an_empty_page_says_so_in_every_part(make, read):
    bare = make.page(
        sections=(), verdicts=(), events={}, doctor=(), constants=(), cite=(), limits=(), versions={}, measures=()
    )
    text = read(render(bare)).text
    for words in (
        "The page holds no pair.",
        "The page holds no series.",
        "No dated change was found.",
        "No claim was tested.",
        "No file is loaded.",
    ):
        assert words in text


def test_a_section_without_anything_is_shown_as_such(make, read):
    empty = PairSection(make.ARM_AZE, "chronicle", (), ())
    text = read(render(make.page(sections=(empty,)))).text
    assert "No third party can be named. The page holds no reading of mediation share for this pair." in text
    assert "No reading of a third party." in text


def test_two_sections_of_one_pair_and_data_set_are_refused(make):
    first = make.sections()[0]
    with pytest.raises(ContractBroken, match="more than one section ARM-AZE in chronicle"):
        make.page(sections=(first, first))


def test_two_verdicts_on_one_claim_are_refused(make):
    with pytest.raises(ContractBroken, match="more than one verdict on claim 2"):
        make.page(verdicts=(make.verdict(), make.verdict()))


def test_two_readings_of_one_number_are_refused(make):
    with pytest.raises(ContractBroken, match="more than one reading mediation of RUS"):
        PairSection(make.ARM_AZE, "chronicle", (), (make.reading(), make.reading(value=0.4)))


def test_two_changes_with_one_address_are_refused(make):
    with pytest.raises(ContractBroken, match="more than one change mediation loss of RUS"):
        PairSection(make.ARM_AZE, "chronicle", (), (), (), (make.finding(), make.finding(probability=0.5)))
