"""The benchmark of negotiations: a split that anybody gets, exact names, and scores as defined."""

import pytest

from benchmarks.texts.negotiations import f1, folds, macro_f1, resolved


def _rows(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    return [{"dyad_id": dyad, "description": text} for dyad, text in pairs]


def test_dyads_with_a_common_description_share_a_fold_and_the_order_of_rows_does_not_matter() -> None:
    rows = _rows(("7", "a"), ("12", "a"), ("12", "b"), ("9", "b "), ("634", "c"))
    found = folds(rows)
    assert found["7"] == found["12"] == found["9"]
    assert found == folds(rows[::-1])
    assert found["634"] == folds(_rows(("634", "alone")))["634"] == 3


@pytest.mark.parametrize(
    ("name", "actors"),
    [
        ("Kenya", {"KEN"}),
        ("the Arab League", {"ARABLEAGUE"}),
        ("MINUSCA", {"UN"}),
        ("local government", set()),
        ("Friends of Kenya", set()),
    ],
)
def test_only_an_exact_name_of_the_tables_is_an_actor(name: str, actors: set[str]) -> None:
    assert resolved(name) == actors


def test_scores_of_always_yes_and_of_all_right() -> None:
    truth = [True, True, True, False]
    assert macro_f1(truth, truth) == 1
    assert macro_f1(truth, [True] * 4) == pytest.approx(f1(3, 4, 3) / 2)
    assert f1(0, 0, 0) == 0
