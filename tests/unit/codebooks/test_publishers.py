"""Publishers by domain and by name: who owns them, and what a user's own table may say."""

from pathlib import Path

import pytest

from tertius.codebooks.names import resolve
from tertius.codebooks.publishers import FIELDS, OWNERS, Publishers, read_publishers
from tertius.codebooks.tables import items, rows
from tertius.model import BadFile

HEADER = ",".join(FIELDS)


def test_the_table_has_a_country_and_a_source_in_every_row_and_no_outlet_twice() -> None:
    table = rows("publishers")
    assert len(table) > 400
    domains = [domain for row in table for domain in items(row["domains"])]
    names = [name for row in table for name in items(row["names"])]
    assert len(domains) == len(set(domains))
    assert len(names) == len({name.casefold() for name in names})
    for row in table:
        assert row["owner"] in ("", *OWNERS)
        assert row["source"].strip()
        known = resolve([row["country"]], "coded")[0].actor_id
        assert row["country"] == "INT" or known == row["country"] or row["country"] in ("HKG", "PSE", "TWN"), row


@pytest.mark.parametrize(
    ("written", "country", "owner"),
    [
        ("tass.com", "RUS", "state"),
        ("www.azatutyun.am", "USA", "state"),
        ("en.trend.az", "AZE", "private"),
        ("WWW.REUTERS.COM", "GBR", "wire"),
        ("Xinhua News Agency", "CHN", "state"),
        ("reuters.com.example.org", None, None),
        ("nobody.am", None, None),
        ("com", None, None),
        ("tasnimnews.com", "IRN", None),
    ],
)
def test_an_outlet_is_found_by_its_domain_or_name_and_never_guessed(
    written: str, country: str | None, owner: str | None
) -> None:
    assert Publishers().outlet(written) == (country, owner)


def test_of_several_publishers_only_what_all_share_is_said() -> None:
    assert Publishers().outlet("tass.com; ria.ru") == ("RUS", "state")
    assert Publishers().outlet("tass.com; interfax.ru") == ("RUS", None)
    assert Publishers().outlet("tass.com; nobody.am") == (None, None)


def test_a_table_of_ones_own_goes_before_the_shipped_one(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text(f"{HEADER}\nvillage.am,Village Post,ARM,private,its masthead\ntass.com,,RUS,,own view\n",
                    encoding="utf-8")  # fmt: skip
    own = read_publishers(path)
    assert own.outlet("news.village.am") == own.outlet("village post") == ("ARM", "private")
    assert own.outlet("tass.com") == ("RUS", None)
    assert own.outlet("ria.ru") == ("RUS", "state")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("domains,names\nx.am,X\n", "column 'country' is missing"),
        (f"{HEADER}\nx.am,,ARM,public,masthead\n", "owner 'public' is none of"),
        (f"{HEADER}\n,,ARM,state,masthead\n", "names no domain"),
        (f"{HEADER}\nx.am,,ARM,state,\n", "where it is known from"),
        (f"{HEADER}\nx.am\n", "where it is known from"),
    ],
)
def test_a_bad_table_is_refused_in_one_line(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "own.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadFile, match=words):
        read_publishers(path)


def test_no_table_is_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="cannot be read"):
        read_publishers(tmp_path / "absent.csv")
