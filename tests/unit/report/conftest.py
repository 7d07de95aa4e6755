"""The builders of pages, as a fixture: test folders are not packages, so they are loaded by path."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


def load_builders() -> ModuleType:
    name = "tertius_report_builders"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, Path(__file__).parent / "builders.py")
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]


@pytest.fixture(scope="session")
def make() -> ModuleType:
    return load_builders()
