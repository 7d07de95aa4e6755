"""Lists of each provider are read as published; keys are asked for before anything else and never shown."""

import json
from datetime import date
from pathlib import Path

import pytest

from benchmarks.interrupted.provider import Provider
from tertius.fetch import Ask, Web, carry_out, fetcher, plan
from tertius.model import FetchError, Span, UsageError

FILES = "/dataverse.harvard.edu/api/datasets/:persistentId/versions/:latest/files"
DOWNLOADS = "/ucdp.uu.se/downloads/"
GED = "/ucdpapi.pcr.uu.se/api/gedevents/25.1"


def span(first: str, last: str) -> Span:
    return Span(date.fromisoformat(first), date.fromisoformat(last))


def silent(done: int, total: int, label: str) -> None:
    """Say nothing."""


def _row(number: int, name: str, **more: object) -> dict[str, object]:
    return {"label": name, "dataFile": {"id": number, "filename": name, "filesize": 5, "md5": "0" * 32, **more}}


def test_dataverse_files_are_chosen_by_the_year_of_their_events(provider: Provider, web: Web, tmp_path: Path) -> None:
    for doi, rows in {
        "28075": [_row(1, "events.2014.20160121105408.tab.zip"), _row(2, "events.2015.20180710092545.tab.zip"),
                  _row(3, "CAMEO.CDB.pdf")],
        "QI2T9A": [_row(4, "events.2014.20150313082510.tab",
                        originalFileName="events.2014.20150313082510.txt", originalFileSize=9)],
    }.items():  # fmt: skip
        provider.bodies[f"{FILES}?persistentId=doi:10.7910/DVN/{doi}"] = json.dumps({"data": rows}).encode()
    found = plan(web, fetcher("icews"), Ask(span("2014-03-01", "2014-04-01"), tmp_path))
    assert [(one.remote.name, one.remote.size) for one in found.items] == [
        ("events.2014.20150313082510.txt", 9),
        ("events.2014.20160121105408.tab.zip", 5),
    ]
    assert found.items[0].remote.url.endswith("/access/datafile/4?format=original")


def test_a_name_from_the_network_cannot_leave_the_folder(provider: Provider, web: Web, tmp_path: Path) -> None:
    rows = [_row(1, "../../ngecEvents.2020.txt"), {"label": "ngecEvents.2020.txt", "restricted": True}]
    provider.bodies[FILES] = json.dumps({"data": rows}).encode()
    found = plan(web, fetcher("polecat"), Ask(span("2020-01-01", "2021-01-01"), tmp_path))
    assert [one.path.parent for one in found.items] == [tmp_path]


def test_an_answer_that_is_no_list_is_said(provider: Provider, web: Web, tmp_path: Path) -> None:
    provider.bodies[FILES] = b'{"status": "ERROR"}'
    with pytest.raises(FetchError, match="not a Dataverse list of files"):
        plan(web, fetcher("polecat"), Ask(span("2020-01-01", "2021-01-01"), tmp_path))


def test_daily_files_have_sizes_and_checksums_of_two_lists(provider: Provider, web: Web, tmp_path: Path) -> None:
    base = "/data.gdeltproject.org/events/"
    provider.bodies[base + "filesizes"] = b"7 20140301.export.CSV.zip\n8 20140401.export.CSV.zip\n9 200601.zip\n"
    provider.bodies[base + "md5sums"] = b"d41d8cd98f00b204e9800998ecf8427e  20140301.export.CSV.zip\n"
    found = plan(web, fetcher("gdelt1"), Ask(span("2014-03-01", "2014-04-01"), tmp_path))
    assert [(one.remote.name, one.remote.size, one.remote.md5) for one in found.items] == [
        ("20140301.export.CSV.zip", 7, "d41d8cd98f00b204e9800998ecf8427e")
    ]


def test_mentions_and_the_translated_stream_are_chosen_apart(provider: Provider, web: Web, tmp_path: Path) -> None:
    base = "/data.gdeltproject.org/gdeltv2/"
    line = "1 " + "0" * 32 + " http://data.gdeltproject.org/gdeltv2/20210301000000."
    provider.bodies[base + "masterfilelist.txt"] = f"{line}export.CSV.zip\n{line}mentions.CSV.zip\n".encode()
    provider.bodies[base + "masterfilelist-translation.txt"] = f"{line}translation.mentions.CSV.zip\n".encode()
    ask = Ask(span("2021-03-01", "2021-03-02"), tmp_path, options={"kind": "mentions", "stream": "both"})
    assert [one.remote.name for one in plan(web, fetcher("gdelt"), ask).items] == [
        "20210301000000.mentions.CSV.zip",
        "20210301000000.translation.mentions.CSV.zip",
    ]
    with pytest.raises(UsageError, match="--kind cannot be 'gkg'"):
        plan(web, fetcher("gdelt"), Ask(ask.span, tmp_path, options={"kind": "gkg"}))


def test_whole_releases_of_ucdp_need_no_key(provider: Provider, web: Web, tmp_path: Path) -> None:
    provider.bodies[DOWNLOADS] = b"""<html><a href="ged/ged251-csv.zip">CSV</a> <a href="ged/ged241-csv.zip">old</a>
        <a href='/downloads/candidateged/GEDEvent_v25_0_2.csv'>Feb</a>
        <a href='/downloads/candidateged/GEDEvent_v24_0_2.csv'>in the release</a></html>"""
    found = plan(web, fetcher("ucdp"), Ask(span("2023-01-01", "2025-04-01"), tmp_path))
    assert [one.remote.url for one in found.items] == [
        "https://ucdp.uu.se/downloads/candidateged/GEDEvent_v25_0_2.csv",
        "https://ucdp.uu.se/downloads/ged/ged251-csv.zip",
    ]
    assert found.to_come is None


@pytest.fixture
def keyed(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("UCDP_TOKEN", "ACLED_EMAIL", "ACLED_PASSWORD"):
        monkeypatch.setenv(name, "s3cret")


def test_a_missing_key_is_said_before_anything_is_asked(
    provider: Provider, web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, key in {"ucdp": "UCDP_TOKEN", "acled": "ACLED_EMAIL"}.items():
        monkeypatch.delenv(key, raising=False)
        with pytest.raises(UsageError, match=f"{key} is not set"):
            plan(web, fetcher(name), Ask(span("2020-01-01", "2021-01-01"), tmp_path, ("ARM",)))
    assert not provider.asked


@pytest.mark.usefixtures("keyed")
def test_pages_of_ucdp_become_one_file_a_year(provider: Provider, web: Web, tmp_path: Path) -> None:
    rows = [{"id": 1, "side_a": "Government of Armenia", "where_coordinates": None}, {"id": 2, "side_a": 'a "b"'}]
    page = json.dumps({"Result": rows, "NextPageUrl": "more"}).encode()
    base = f"{GED}?pagesize=1000&StartDate=2020-01-01&EndDate=2020-12-31&Country=371"
    provider.bodies |= {
        GED: json.dumps({"Result": rows[:1]}).encode(),
        f"{base}&page=0": page,
        f"{base}&page=1": json.dumps({"Result": rows[:1], "NextPageUrl": ""}).encode(),
    }
    ask = Ask(span("2020-01-01", "2021-01-01"), tmp_path, ("ARM",), {"release": "25.1"})
    (path,) = carry_out(web, plan(web, fetcher("ucdp"), ask), silent)
    assert path.read_text(encoding="utf-8").splitlines() == [
        "id,side_a,where_coordinates",
        "1,Government of Armenia,",
        '2,"a ""b""",',
        "1,Government of Armenia,",
    ]
    assert any(one.get("x-ucdp-access-token") == "s3cret" for one in provider.headers)


@pytest.mark.usefixtures("keyed")
def test_a_key_that_is_not_taken_fails_before_the_quota_is_touched(
    provider: Provider, web: Web, tmp_path: Path
) -> None:
    provider.bodies[GED] = b"{}"
    provider.faults = {GED: ["401"] * 9}
    ask = Ask(span("2020-01-01", "2021-01-01"), tmp_path, ("ARM",), {"release": "25.1"})
    with pytest.raises(FetchError, match="access was refused") as caught:
        carry_out(web, plan(web, fetcher("ucdp"), ask), silent)
    assert provider.asked[GED] == 1
    assert "s3cret" not in str(caught.value)


@pytest.mark.usefixtures("keyed")
def test_pages_of_acled_become_one_file_with_one_header(provider: Provider, web: Web, tmp_path: Path) -> None:
    provider.bodies["/acleddata.com/oauth/token"] = b'{"access_token": "t"}'
    provider.bodies["/acleddata.com/api/acled/read"] = b'event_id_cnty,notes\nARM1,"two\nlines"\n'
    ask = Ask(span("2020-01-01", "2020-03-01"), tmp_path, ("ARM", "GEO"))
    (path,) = carry_out(web, plan(web, fetcher("acled"), ask), silent)
    assert path.read_text(encoding="utf-8") == 'event_id_cnty,notes\nARM1,"two\nlines"\n'
    assert path.name == "acled-2020-01-01-2020-02-29-ARM-GEO.csv"
    with pytest.raises(UsageError, match="--arena is missing"):
        plan(web, fetcher("acled"), Ask(ask.span, tmp_path))
