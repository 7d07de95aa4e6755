"""Titles, headings, bylines and dates, told from sentences."""

import pytest

from tertius.texts import heading_lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia is a mediator", []),
        ("Is Russia a mediator?", []),
        ("Who mediates?\n\nRussia mediates.", ["Who mediates?"]),
        ("Title one\nBy X\nRussia mediates. So\nit is.", ["Title one", "By X"]),
        ("A title\nBaku, 3 May 2020\nRussia mediates.", ["A title", "Baku, 3 May 2020"]),
        ("By the end of the talks Russia had become\nthe mediator.\n\nYes.", []),
        ("By mediating, Russia won.\n\nYes.", []),
        ("Russia mediates.\n\nJohn Smith is a professor", ["John Smith is a professor"]),
        ("Russia mediates.\n\nWho else?\n\nNobody.", []),
        ("", []),
    ],
)
def test_a_heading_is_a_short_line_without_a_point(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in heading_lines(text)] == expected
