"""``tertius`` re-exports about twenty names, exactly those it lists."""

from types import ModuleType

import tertius
from tertius import front

ABOUT_TWENTY = 25


def _order(name: str) -> tuple[int, str]:
    """Constants, then classes, then functions: the order the linter keeps."""
    if name.isupper() and len(name) > 1:
        return (0, name)
    return (1 if name[0].isupper() else 2, name)


def _public() -> set[str]:
    names = {name for name, value in vars(front).items() if not isinstance(value, ModuleType)}
    return {name for name in names if not name.startswith("_")} | ({"__version__"} & names)


def test_the_list_of_public_names_is_exact_and_in_order() -> None:
    assert list(getattr(tertius, "__all__", ())) == sorted(_public(), key=_order)


def test_the_front_door_stays_small() -> None:
    assert len(_public()) <= ABOUT_TWENTY


def test_every_public_name_says_what_it_means() -> None:
    parts = {name: getattr(tertius, name) for name in _public() if not name.startswith("__")}
    assert [name for name, part in parts.items() if not (part.__doc__ or "").strip()] == []
