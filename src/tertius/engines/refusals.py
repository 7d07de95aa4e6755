"""How a refusal of the database is told: in one line, with what to do."""

from tertius.model import EngineError, NeedsWriting

_FULL = ("no space left", "file too large", "disk full", "could not write")
_LOCKED = ("conflicting lock", "could not set lock", "being used by another process")
_OTHERWISE = "same database file with a different configuration"
_CLOSED = "connection already closed"
_FOR_READING = "attached in read-only mode"


def refusal(exc: Exception, sql: str) -> EngineError:
    """Turn the driver's error into one line with a hint where the cause is known."""
    reason = " ".join(str(exc).split())
    low = reason.lower()
    if any(word in low for word in _FULL):
        return EngineError(
            f"the study could not be written: {reason[:160]}",
            sql=sql,
            hint="free some disk space and repeat; the study is as it was before",
        )
    if any(word in low for word in _LOCKED):
        return EngineError("the study is open in another process", sql=sql, hint="close the other one and repeat")
    if _OTHERWISE in low:
        return EngineError("the study is open in this process already, for writing or for reading", sql=sql,
                           hint="use that one, or close it first")  # fmt: skip
    if _CLOSED in low:
        return EngineError("the study is closed", sql=sql, hint="open it again: tertius.open(path)")
    if _FOR_READING in low:
        return NeedsWriting("the study is open for reading only, and what was asked has to change it", sql=sql,
                            hint="open it for writing once; panels are made when they are first asked for")  # fmt: skip
    return EngineError(f"the database refused: {reason[:300]}", sql=sql)
