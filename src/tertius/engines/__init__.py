"""Engines run house SQL and nothing more; each is imported only when asked for."""

from tertius.engines.duckdb import DuckDB

__all__ = ["DuckDB"]
