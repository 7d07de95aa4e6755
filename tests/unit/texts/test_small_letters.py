"""Names in small letters: found where they can be no other word, and never a bird for a state."""

import pytest

from tertius.texts import capitalised, small_names, without_capitals


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("russia and the united states", [("russia", True), ("united states", True)]),
        ("south sudan, not sudan", [("south sudan", True), ("sudan", True)]),
        ("Russia, Chad and TURKEY", []),
        ("we ate turkey from china", [("turkey", False), ("china", False)]),
        ("prussia, indiana, iran-contra, russian, us, uk", []),
    ],
)
def test_names_of_states_in_small_letters_are_found(text: str, found: list[tuple[str, bool]]) -> None:
    names = small_names(text)
    assert [(one.text, one.sure) for one in names] == found
    assert all(text[one.start : one.end] == one.text for one in names)


def test_characters_keep_their_places_when_names_get_capitals() -> None:
    text = "so russia left the united states; turkey stayed"
    names = [one for one in small_names(text) if one.sure]
    assert capitalised(text, names) == "so Russia left the United States; turkey stayed"
    assert capitalised(text, ()) == text


@pytest.mark.parametrize(("text", "so"), [("i left", True), ("I left. I did", True), ("It left", False), ("", True)])
def test_a_text_without_capitals_may_say_i(text: str, so: bool) -> None:
    assert without_capitals(text) is so
