"""Records as text: one self-contained page, JSON records with their schemas, and plain listings."""

from tertius.report.listing import as_csv, as_json, as_table, listing
from tertius.report.page import ConstantLine, EventLine, Link, LoadLine, Page, PairSection
from tertius.report.region import camp_records, cell_record, crystallised_records
from tertius.report.render import render, render_verdicts
from tertius.report.tables import (
    alert_record,
    envelope,
    finding_record,
    load_record,
    reading_record,
    schema,
    verdict_record,
)

__all__ = [
    "ConstantLine",
    "EventLine",
    "Link",
    "LoadLine",
    "Page",
    "PairSection",
    "alert_record",
    "as_csv",
    "as_json",
    "as_table",
    "camp_records",
    "cell_record",
    "crystallised_records",
    "envelope",
    "finding_record",
    "listing",
    "load_record",
    "reading_record",
    "render",
    "render_verdicts",
    "schema",
    "verdict_record",
]
