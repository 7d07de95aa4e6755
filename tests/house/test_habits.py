"""Habits no linter of ours knows: spoken errors, no print, no drawers named after nothing."""

import ast
import re
from collections.abc import Iterator

import pytest

Trees = dict[str, tuple[str, ast.Module]]

BANNED_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc", "core", "base"}


def mute_raises(tree: ast.AST) -> Iterator[int]:
    """Lines that raise an exception without a word; a bare ``raise`` passes on one that has been worded."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Raise) or node.exc is None:
            continue
        silent_call = isinstance(node.exc, ast.Call) and not node.exc.args and not node.exc.keywords
        silent_class = isinstance(node.exc, ast.Name | ast.Attribute) and _name(node.exc)[:1].isupper()
        if silent_call or silent_class:
            yield node.lineno


def _name(node: ast.Name | ast.Attribute) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr


def _calls(tree: ast.AST, name: str) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
            yield node.lineno


@pytest.mark.parametrize(
    ("line", "mute"),
    [
        ("raise ValueError", True),
        ("raise ValueError()", True),
        ("raise errors.BadFile", True),
        ("raise ValueError('the month is 13')", False),
        ("raise problem", False),
        ("raise", False),
    ],
)
def test_a_mute_raise_is_told_from_a_spoken_one(line: str, mute: bool) -> None:
    assert bool(list(mute_raises(ast.parse(line)))) is mute


def test_every_raise_says_something(modules: Trees) -> None:
    assert [f"{name}:{line}" for name, (_, tree) in modules.items() for line in mute_raises(tree)] == []


def test_only_the_command_line_prints(modules: Trees) -> None:
    inside = {name: tree for name, (_, tree) in modules.items() if not name.startswith("cli")}
    assert [f"{name}:{line}" for name, tree in inside.items() for line in _calls(tree, "print")] == []


def test_no_module_or_folder_is_named_after_nothing(modules: Trees) -> None:
    words = {name: set(re.split(r"[/_.]", name)) & BANNED_NAMES for name in modules}
    assert {name: found for name, found in words.items() if found} == {}


def test_no_import_hides_behind_a_type_checking_switch(modules: Trees) -> None:
    # the front door opens on demand: what stands behind it is imported in front.py, in the open
    assert [name for name, (text, _) in modules.items() if "TYPE_CHECKING" in text] == ["__init__.py"]


def test_no_module_names_a_path_of_one_machine(modules: Trees) -> None:
    machine = re.compile(r"""["'](/[A-Za-z]+/[A-Za-z]|[A-Z]:\\\\|\.\./)""")
    assert [name for name, (text, _) in modules.items() if machine.search(text)] == []
