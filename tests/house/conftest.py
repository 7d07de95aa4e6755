"""What the house tests share: where the project is, its modules as syntax trees, a demo study."""

import ast
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def modules() -> dict[str, tuple[str, ast.Module]]:
    """Source text and syntax tree of every module of the package, by path under src/tertius."""
    package = ROOT / "src" / "tertius"
    texts = {str(path.relative_to(package)): path.read_text(encoding="utf-8") for path in package.rglob("*.py")}
    return {name: (text, ast.parse(text)) for name, text in sorted(texts.items())}


@pytest.fixture
def desk(shipped_study: Callable[[Path], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The study of ``tertius demo --out demo``, without its report, with the files of docs/examples."""
    (tmp_path / "demo").mkdir()
    shipped_study(tmp_path / "demo" / "study.duckdb")
    shutil.copytree(ROOT / "docs" / "examples", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path
