"""A study file may come from a stranger: what runs when it is read is this version's own text, or nothing.

A view or a macro kept in a file runs when it is read and may read other files of the machine. A study opened for
reading only is shut off from them by its engine; one opened for writing, which loads files, is not.
"""

from tertius.model import Engine, EngineError
from tertius.study.mentioning import MENTIONED
from tertius.study.preparing import SHOWN, queries
from tertius.study.storage import EVENT

_EXPECTED = "expected_view"


def own_views(engine: Engine, name: str) -> None:
    """Give every view of an opened study the text of this version; refuse what Tertius does not make.

    Raises:
        EngineError: The file holds another view, or a macro that goes before a function of the database.
    """
    texts = {
        "event": EVENT,
        "mentioned": MENTIONED,
        **{query.makes: query.sql for query in queries() if query.makes in SHOWN},
    }
    held = {str(view) for (view,) in engine.rows("SELECT view_name FROM duckdb_views() WHERE NOT internal")}
    if strange := sorted((held - set(texts)) | _macros(engine)):
        raise EngineError(
            f"{name} holds {strange[0]!r}, a view or macro that Tertius did not make",
            hint="it would run when the study is read: remove it, or make the study anew from its files",
        )
    for view, text in texts.items():
        if view in held:
            _renew(engine, view, text)


def _macros(engine: Engine) -> set[str]:
    """Macros of the file that go before a function of the database."""
    kept = {str(one) for (one,) in engine.rows("SELECT function_name FROM duckdb_functions() WHERE NOT internal")}
    if not kept:  # nearly always, and to list all functions is dear
        return kept
    return kept & {str(one) for (one,) in engine.rows("SELECT function_name FROM duckdb_functions() WHERE internal")}


def _renew(engine: Engine, view: str, text: str) -> None:
    """Put a text in place of that of a view, unless it is the same."""
    engine.run(f"CREATE OR REPLACE TEMPORARY VIEW {_EXPECTED} AS {text}")
    told = {str(name): str(sql) for name, sql in engine.rows(
        "SELECT view_name, sql FROM duckdb_views() WHERE view_name IN ($view, $expected)",
        {"view": view, "expected": _EXPECTED})}  # fmt: skip
    engine.run(f"DROP VIEW {_EXPECTED}")
    naming, _, body = told[view].partition(" AS ")
    if naming.replace('"', "") != f"CREATE VIEW {view}" or body != told[_EXPECTED].partition(" AS ")[2]:
        engine.run(f"CREATE OR REPLACE VIEW {view} AS {text}")
