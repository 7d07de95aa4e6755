"""Modules and functions stay small enough to be read in one sitting."""

import ast
from collections.abc import Iterator

MODULE_LINES = 300
FUNCTION_LINES = 40

Trees = dict[str, tuple[str, ast.Module]]


def _functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def _lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function, its docstring not counted."""
    assert function.end_lineno is not None
    total = function.end_lineno - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function, clean=False) is not None and first.end_lineno is not None:
        total -= first.end_lineno - first.lineno + 1
    return total


def test_no_module_is_longer_than_the_limit(modules: Trees) -> None:
    lengths = {name: len(text.splitlines()) for name, (text, _) in modules.items()}
    assert {name: lines for name, lines in lengths.items() if lines > MODULE_LINES} == {}


def test_no_function_is_longer_than_the_limit(modules: Trees) -> None:
    long = {
        f"{name}:{function.lineno} {function.name}": _lines(function)
        for name, (_, tree) in modules.items()
        for function in _functions(tree)
        if _lines(function) > FUNCTION_LINES
    }
    assert long == {}


def test_a_docstring_does_not_count_as_length() -> None:
    tree = ast.parse('def f():\n    """One.\n\n    Two.\n    """\n    return 1\n')
    assert _lines(next(_functions(tree))) == 2
