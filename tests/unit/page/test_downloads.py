"""A file to download is, byte for byte, what the command of the same question prints."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

QUICK = [
    ("evidence/ARM-AZE?role=mediation&since=2009&until=2012&actor=RUS", "evidence",
     "--pair ARM-AZE --role mediation --since 2009 --until 2012 --actor RUS"),
    ("pair/GEO-RUS?role=mediation&at=2008", "roles", "--pair GEO-RUS --role mediation --at 2008"),
    ("rank?role=balance&since=2009&until=2012", "rank", "--role balance --since 2009 --until 2012"),
    ("architecture?part=crystallised&at=1993", "architecture", "--part crystallised --at 1993"),
]  # fmt: skip
DEAR = [
    ("architecture?at=1996", "architecture", "--at 1996"),
    ("architecture?part=camps&at=2012&months=6", "architecture", "--part camps --at 2012 --months 6"),
    ("watch/ARM-TUR?at=2010", "watch", "--pair ARM-TUR --at 2010"),
]


@pytest.mark.parametrize("form", ["csv", "json"])
@pytest.mark.parametrize(
    ("place", "verb", "options"), [*QUICK, *(pytest.param(*one, marks=pytest.mark.slow) for one in DEAR)]
)
def test_a_download_is_what_the_command_prints(client: Any, printed: Callable[..., str], study: Path, form: str,
                                               place: str, verb: str, options: str) -> None:  # fmt: skip
    answer = client.get(f"/{place}&format={form}")
    # the study is open for reading here, so the command reads a copy
    said = printed_of_copy(printed, study, verb, *options.split(), "--format", form)
    assert answer.content == said.encode()
    assert "attachment" in answer.headers["content-disposition"]


def printed_of_copy(printed: Callable[..., str], study: Path, verb: str, *options: str) -> str:
    copy = study.with_name("copy.duckdb")
    if not copy.exists():
        copy.write_bytes(study.read_bytes())
    return printed(verb, copy, *options).replace(str(copy), str(study))
