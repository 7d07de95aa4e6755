import re

import pytest

from tertius.report.style import style_sheet

LIGHT, DARK = "light", "dark"


def colours(scheme: str) -> dict[str, str]:
    blocks = re.findall(r":root \{(.*?)\}", style_sheet(), re.DOTALL)
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", blocks[0]))
    return found if scheme == LIGHT else found | dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", blocks[1]))


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("scheme", [LIGHT, DARK])
@pytest.mark.parametrize("ink", ["ink", "soft", "link", "yes", "no", "half", "mute"])
def test_text_stands_out_from_every_ground(scheme, ink):
    known = colours(scheme)
    assert min(contrast(known[ink], known[ground]) for ground in ("paper", "card", "wash")) >= 4.5


@pytest.mark.parametrize("scheme", [LIGHT, DARK])
def test_lines_and_marks_stand_out_from_the_paper(scheme):
    known = colours(scheme)
    for line in ("t0", "t1", "t2", "t3", "t4", "t5", "faint"):
        assert contrast(known[line], known["paper"]) >= 3
    assert contrast("#ffffff", "#000000") == pytest.approx(21)


def test_the_sheet_asks_nothing_of_the_network_and_reads_the_same_in_every_browser():
    sheet = style_sheet()
    assert "url(" not in sheet
    assert "@import" not in sheet
    assert "</" not in sheet
    # A browser turns CR LF into LF before it hashes the sheet, so the file must hold none.
    assert "\r" not in sheet


def test_print_and_dark_and_forced_colours_have_rules():
    for query in ("@media print", "prefers-color-scheme: dark", "forced-colors: active"):
        assert query in style_sheet()
