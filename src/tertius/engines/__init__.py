"""Engines run house SQL and nothing more; each is imported only when asked for."""

import os

# DuckDB's allocator hands memory back after a second and has some for each core; to be given fresh pages again is dear.
# It looks at this when DuckDB is imported, and only there
os.environ.setdefault(
    "DUCKDB_JE_MALLOC_CONF",
    f"narenas:{max(1, (os.cpu_count() or 2) // 2)},dirty_decay_ms:5000,muzzy_decay_ms:0",
)

from tertius.engines.duckdb import DuckDB

__all__ = ["DIALECTS", "DuckDB"]

DIALECTS = ("bigquery", "spark")
"""Dialects a query can be written in besides our own."""
