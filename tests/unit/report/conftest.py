"""Builders and a reader of pages as fixtures: test folders are not packages, so they are loaded by path."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


def load(name: str) -> ModuleType:
    known = f"tertius_report_{name}"
    if known not in sys.modules:
        spec = importlib.util.spec_from_file_location(known, Path(__file__).parent / f"{name}.py")
        module = importlib.util.module_from_spec(spec)
        sys.modules[known] = module
        spec.loader.exec_module(module)
    return sys.modules[known]


@pytest.fixture(scope="session")
def make() -> ModuleType:
    return load("builders")


@pytest.fixture(scope="session")
def read():
    """HTML text to the tree of ``markup.py``."""
    return load("markup").read


@pytest.fixture(scope="session")
def html(make) -> str:
    from tertius.report import render

    return render(make.page())


@pytest.fixture(scope="session")
def tree(html, read):
    return read(html)
