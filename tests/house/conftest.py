"""What the house tests share: where the project is, its modules as syntax trees, one demo study."""

import ast
import shutil
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


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the study of ``tertius demo --out demo``, without its report; made once, copied by its readers."""
    from tertius.arenas import DEFAULT
    from tertius.study import Study

    folder = tmp_path_factory.mktemp("examples")
    (folder / "demo").mkdir()
    with Study(folder / "demo" / "study.duckdb") as study:
        study.load("chronicle")
        study.prepare(DEFAULT)
    return folder


@pytest.fixture
def desk(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An own copy of the demo with the files of docs/examples beside it, as the current folder."""
    shutil.copytree(demo, tmp_path, dirs_exist_ok=True)
    shutil.copytree(ROOT / "docs" / "examples", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path
