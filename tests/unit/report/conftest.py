"""Builders and a reader of pages as fixtures: test folders are not packages, so they are loaded by path."""

from types import ModuleType

import pytest
from loading import load


@pytest.fixture(scope="session")
def make() -> ModuleType:
    return load("unit/report/builders.py")


@pytest.fixture(scope="session")
def read():
    """HTML text to the tree of ``markup.py``."""
    return load("unit/report/markup.py").read


@pytest.fixture(scope="session")
def html(make) -> str:
    from tertius.report import render

    return render(make.page())


@pytest.fixture(scope="session")
def tree(html, read):
    return read(html)
