"""Files that were refused: kept by name until they are loaded, so that a failed file is not taken for silence."""

from datetime import UTC, datetime

from tertius.model import Engine, Query


def note_failure(engine: Engine, dataset: str, file: str, reason: str) -> None:
    """Write down that nothing of a file was loaded, and why."""
    with engine.transaction():
        _forget(engine, dataset, file)
        engine.append(Query("failure", """
            SELECT $dataset AS dataset, $file AS file, $reason AS reason, CAST($now AS TIMESTAMP) AS failed_at
        """, {"dataset": dataset, "file": file, "reason": " ".join(reason.split()),
              "now": datetime.now(UTC).isoformat()[:19]}))  # fmt: skip


def forget_failure(engine: Engine, dataset: str, file: str) -> None:
    """Strike a file out that was loaded after all."""
    if engine.rows("SELECT 1 FROM failure WHERE dataset = $d AND file = $f LIMIT 1", {"d": dataset, "f": file}):
        _forget(engine, dataset, file)


def _forget(engine: Engine, dataset: str, file: str) -> None:
    engine.run("DELETE FROM failure WHERE dataset = $dataset AND file = $file", {"dataset": dataset, "file": file})
