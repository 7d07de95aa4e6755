"""BigQuery's language without BigQuery: Google's own analyser and reference evaluator, from the package ``zetasql``.

It has the semantics of GoogleSQL and nothing of the service: no storage, no quotas, no cost.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from zetasql.api import CatalogBuilder, PreparedQuery, TableBuilder
from zetasql.types import (
    AnalyzerOptions,
    LanguageOptions,
    TableContent,
    TableData,
    TypeKind,
    Value,
    ZetaSQLBuiltinFunctionOptions,
)

from tertius.model import Value as Cell

EPOCH = date(1970, 1, 1)
KINDS = {
    "VARCHAR": ("STRING", "string_value"), "BIGINT": ("INT64", "int64_value"), "INTEGER": ("INT64", "int64_value"),
    "DOUBLE": ("DOUBLE", "double_value"), "BOOLEAN": ("BOOL", "bool_value"), "DATE": ("DATE", "date_value"),
}  # fmt: skip
"""Type of GoogleSQL and field of a value, by type of DuckDB."""

_FIELDS = {kind: field for kind, field in KINDS.values()}


@dataclass(frozen=True)
class Table:
    """Columns with their DuckDB types, and rows."""

    columns: Mapping[str, str]
    rows: Sequence[Sequence[Cell]]


def evaluate(sql: str, tables: Mapping[str, Table]) -> Table:
    """Analyse and run a query of GoogleSQL over some tables; the columns of the answer have GoogleSQL types."""
    language = LanguageOptions.maximum_features()
    catalog = CatalogBuilder("study").with_builtin_functions(ZetaSQLBuiltinFunctionOptions(language_options=language))
    for name, table in tables.items():
        shape = TableBuilder(name)
        for column, kind in table.columns.items():
            shape = shape.add_column(column, TypeKind[f"TYPE_{KINDS[kind][0]}"])
        catalog = catalog.add_table(shape.build())
    asked = PreparedQuery.builder().set_sql(sql).set_analyzer_options(AnalyzerOptions(language_options=language))
    asked = asked.set_catalog(catalog.build()).set_table_content({name: _content(t) for name, t in tables.items()})
    with asked.prepare() as query:
        kinds = [TypeKind(column.type.type_kind).name.removeprefix("TYPE_") for column in query.columns]
        names = [str(column.name) for column in query.columns]
        table = query.execute().content.table_data  # none at all when there is no row
        found = (table.row if table else None) or []
        rows = [tuple(_plain(cell, kind) for cell, kind in zip(row.cell, kinds, strict=True)) for row in found]
    return Table(dict(zip(names, kinds, strict=True)), rows)


def _content(table: Table) -> TableContent:
    fields = [KINDS[kind][1] for kind in table.columns.values()]
    return TableContent(table_data=TableData(row=[
        TableData.Row(cell=[_value(cell, field) for cell, field in zip(row, fields, strict=True)]) for row in table.rows
    ]))  # fmt: skip


def _value(cell: Cell, field: str) -> Value:
    if cell is None:
        return Value()
    return Value(**{field: (cell - EPOCH).days if isinstance(cell, date) else cell})


def _plain(cell: Value, kind: str) -> Cell:
    found = getattr(cell, _FIELDS[kind])
    return EPOCH + timedelta(days=found) if kind == "DATE" and found is not None else found
