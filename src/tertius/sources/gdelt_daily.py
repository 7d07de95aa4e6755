"""GDELT 1.0: the daily (until March 2013 yearly and monthly) event files, zipped or not.

58 columns, tab, no header, no quoting; files of before April 2013 have no address of the page and so 57.
"""

from datetime import date

from tertius.model import ONGOING, Lines, Source, Span
from tertius.sources.gdelt import CITATION, DERIVED, EVENTS_SQL, KEYS, LICENCE, REJECTS, columns, place_codes

SOURCE = Source(
    name="gdelt1",
    title="GDELT 1.0 Event Database",
    publisher="The GDELT Project",
    licence=LICENCE,
    citation=CITATION,
    bibtex=(
        "@inproceedings{leetaru2013gdeltone, author={Leetaru, Kalev and Schrodt, Philip A.}, title={GDELT: Global Data "
        "on Events, Location, and Tone, 1979--2012}, booktitle={ISA Annual Convention}, year={2013}, "
        "note={version 1.0}}"
    ),
    url="https://www.gdeltproject.org/data.html",
    coverage=Span(date(1979, 1, 1), ONGOING),
    notes=(
        "Machine coding of news by day: an event is reported, not confirmed. Do not load it beside GDELT 2.0 for the "
        "same days: both code the same news. Dates, mentions and Georgia are as for source `gdelt`."
    ),
    layout=Lines(delimiter="\t", fields=57, optional=1),
    columns=columns(second_level=False),
    rejects=REJECTS,
    derived=DERIVED,
    keys=KEYS,
    events_sql=EVENTS_SQL,
    names="cameo",
    machine_coded=True,
    tables=place_codes,
    files=("*.export.csv", "*.export.csv.zip", "*.csv", "*.csv.zip", "!*.mentions.*", "!*.gkg.*"),
)
