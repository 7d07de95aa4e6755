"""A study: one file that holds events, and the verbs on it. It knows all rooms; the rooms do not know each other."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from operator import attrgetter
from pathlib import Path
from types import TracebackType
from typing import Self

from tertius.arenas import DEFAULT, shipped
from tertius.arenas import arena as find_arena
from tertius.claims import ClaimFile
from tertius.engines import DuckDB
from tertius.engines.typed import answered
from tertius.measures import FINDERS, MEASURES, WATCHERS, measure
from tertius.model import (
    Alert,
    Architecture,
    Arena,
    Camps,
    Cell,
    Crystallised,
    Dyad,
    Finding,
    Rank,
    Reading,
    Series,
    Span,
    UsageError,
    Value,
    Verdict,
)
from tertius.report.page import EventLine
from tertius.sources import source
from tertius.study import (
    asking,
    auditing,
    comparing,
    forecasting,
    gathering,
    health,
    judging,
    loading,
    preparing,
    regional,
    reporting,
    schema,
    trust,
)
from tertius.study.own_tables import read_own_tables
from tertius.study.progress import Progress, silent, told
from tertius.study.shipped import cited


class Study:
    """An open study file.

    Open for writing, as by default, it is open to nobody else; any number of processes may have it open for reading.
    ``study.sharing.open_to_ask`` opens it for reading and lets panels be made first where they are not.

    Args:
        path: The file; made when absent unless ``read_only``. ``:memory:`` keeps it in memory.
        read_only: Refuse to change the file; what has to make panels first is refused with ``NeedsWriting``.
        make: Whether a file that is absent is made; with False it is refused, as a question to a misspelt path is.

    Raises:
        UsageError: The file is absent and is not to be made.
        EngineError: The file is not a study, is locked, cannot be written or holds a view that Tertius did not make.
    """

    def __init__(self, path: str | Path = ":memory:", *, read_only: bool = False, make: bool = True) -> None:
        name = str(path)
        if (read_only or not make) and name != ":memory:" and not Path(name).exists():
            raise UsageError(f"there is no study {name}", hint="make one: `tertius load STUDY SOURCE FILE...`")
        made = name != ":memory:" and not Path(name).exists() and schema.new_file(name)
        self._engine = DuckDB(name, read_only=read_only)
        self.path = name
        self.progress: Progress = silent
        """Told how far long work is, where a call is given no listener of its own; silent unless it is set."""
        self._own_views = made or not read_only
        try:
            if name == ":memory:":
                schema.create(self._engine)
            elif not made:
                schema.check(self._engine, name, read_only=read_only)
                if not read_only:
                    trust.own_views(self._engine, name)
        except BaseException:
            self._engine.close()
            raise

    def __repr__(self) -> str:
        """Return the call that opens the same file."""
        return f"Study({self.path!r})"

    def __enter__(self) -> Self:
        """Return the study."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
                 ) -> None:  # fmt: skip
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._engine.close()

    def load(self, name: str, *files: str | Path, allow_rejects: bool = False, progress: Progress | None = None,
             publishers: str | Path | None = None, actors: str | Path | None = None, **options: str
             ) -> list[loading.Loaded]:  # fmt: skip
        """Load files of a source; a packaged source needs none.

        Each file is kept whole or leaves no trace; a file loaded before is left alone. ``publishers`` and ``actors``
        are tables of your own, whose rows go before the shipped ones (``docs/howto``: name-publishers, add-actors).

        Raises:
            BadFile: A file cannot be read or a row breaks a rule.
        """
        scratch = None if self.path == ":memory:" else Path(f"{self.path}.loading")
        chosen = loading.LoadOptions(options, allow_rejects, scratch, read_own_tables(publishers, actors))
        return loading.load(
            self._engine, source(name), [Path(file) for file in files], chosen, progress or self.progress
        )

    def datasets(self) -> tuple[str, ...]:
        """Data sets the study holds, the one answered from by default first."""
        return asking.datasets(self._engine)

    def prepare(self, arena: str | Arena) -> Arena:
        """Make the panels of an arena (a name, a path to a region file, or a read arena) and return it."""
        chosen = arena if isinstance(arena, Arena) else find_arena(arena)
        if not self._own_views:  # open for reading: a stranger's views, or an earlier version's, would answer
            trust.own_views(self._engine, self.path)
            self._own_views = True
        self.progress(0, 1, "panels")
        preparing.prepare(self._engine, chosen)
        return chosen

    def _asked(self, arena: str | Arena, pair: str, dataset: str | None) -> tuple[Arena, str, Dyad]:
        """The arena, its panels made, the data set and the pair of a question; a pair not followed is refused."""
        chosen, data = self.prepare(arena), asking.choose(self._engine, dataset)
        dyad = chosen.pair(pair)
        asking.refuse_unseen(self._engine, data, dyad)
        return chosen, data, dyad

    def roles(self, arena: str | Arena, pair: str, *, at: date | str | None = None, window: Span | None = None,
              role: str | None = None, dataset: str | None = None) -> list[Reading]:  # fmt: skip
        """Readings of one measure, or of all, for a pair: on a day, or over a window.

        ``at``, here and in the other questions a date or text such as ``2021-03``, defaults to the last covered day;
        with a window, such as ``Span.read("2009", "2012")``, to its last day.

        Raises:
            UsageError: The pair, the role, the day or the data set is not known.
        """
        parts, found = (measure(role),) if role else MEASURES, list[Reading]()
        chosen, data, dyad = self._asked(arena, pair, dataset)
        day = asking.day_of(self._engine, data, at or (window.last if window else None))
        known = asking.at_hand(self._engine, data, dyad)
        for part in told(parts, self.progress, attrgetter("name")):
            found += asking.readings(part, known, asking.request(part, chosen, dyad, day, window))
        return found

    def events(self, ids: Iterable[str], arena: str | Arena = DEFAULT) -> list[EventLine]:
        """Events by id, as a reading or finding cites them, in that order; ids the study does not hold are left out."""
        wanted, chosen = list(dict.fromkeys(ids)), arena if isinstance(arena, Arena) else find_arena(arena)
        found = reporting.event_lines(self._engine, chosen, wanted)
        return [found[one] for one in wanted if one in found]

    def series(self, arena: str | Arena, pair: str, *, role: str, at: date | str | None = None,
               dataset: str | None = None) -> list[Series]:  # fmt: skip
        """A measure at the end of every month up to ``at``, for all it reports on; empty where it has no path."""
        chosen, data, dyad = self._asked(arena, pair, dataset)
        part, day = measure(role), asking.day_of(self._engine, data, at)
        return asking.series(self._engine, part, data, asking.request(part, chosen, dyad, day))

    def changes(self, arena: str | Arena, pair: str, *, at: date | str | None = None, dataset: str | None = None
                ) -> list[Finding]:  # fmt: skip
        """Dated gains and losses of roles toward a pair, from data up to ``at``."""
        chosen, data, dyad = self._asked(arena, pair, dataset)
        day = asking.day_of(self._engine, data, at)
        asking.refuse_uncovered(self._engine, data, day)
        return [finding for finder in told(FINDERS, self.progress, attrgetter("name")) for finding in
                asking.findings(self._engine, finder, data, asking.request(finder, chosen, dyad, day))]  # fmt: skip

    def watch(self, arena: str | Arena, pair: str, *, at: date | str | None = None, dataset: str | None = None
              ) -> list[Alert]:  # fmt: skip
        """What has just changed around a pair, by the last month that is over on ``at``: alarms first."""
        chosen, data, dyad = self._asked(arena, pair, dataset)
        day = asking.day_of(self._engine, data, at)
        asking.refuse_uncovered(self._engine, data, day)
        return [alert for watcher in WATCHERS for alert in
                asking.alerts(self._engine, watcher, data, asking.request(watcher, chosen, dyad, day))]  # fmt: skip

    def architecture(self, arena: str | Arena, *, at: date | str | None = None, months: int | None = None,
                     dataset: str | None = None) -> Architecture:  # fmt: skip
        """The whole region on a day: matrix of roles, camps, and whether a new architecture has crystallised."""
        return regional.architecture_of(self._engine, *self._on_day(arena, at, dataset), months, self.progress)

    def region_roles(self, arena: str | Arena, *, at: date | str | None = None, dataset: str | None = None
                     ) -> tuple[Cell, ...]:  # fmt: skip
        """Of the architecture of a region the matrix alone: every role of every actor over all pairs."""
        return regional.cells_on(self._engine, *self._on_day(arena, at, dataset), self.progress)

    def camps(self, arena: str | Arena, *, at: date | str | None = None, months: int | None = None,
              dataset: str | None = None) -> Camps:  # fmt: skip
        """Of the architecture of a region the camps alone: who stands with whom by net cooperation."""
        return regional.camps_on(self._engine, *self._on_day(arena, at, dataset), months)

    def crystallised(self, arena: str | Arena, *, at: date | str | None = None, dataset: str | None = None
                     ) -> Crystallised:  # fmt: skip
        """Of the architecture of a region alone whether a new one has crystallised."""
        return regional.crystallised_on(self._engine, *self._on_day(arena, at, dataset))

    def rank(self, arena: str | Arena, role: str, *, at: date | str | None = None, window: Span | None = None,
             dataset: str | None = None) -> list[Rank]:  # fmt: skip
        """A measure of a state alone (sovereignty, balance) for every state the data follow, each with its place.

        Raises:
            UsageError: The measure is of a pair, or the day or the data set is not known.
        """
        chosen, data, day = self._on_day(arena, at or (window.last if window else None), dataset)
        return comparing.rank(self._engine, chosen, data, measure(role), day, window)

    def _on_day(self, arena: str | Arena, at: date | str | None, dataset: str | None) -> tuple[Arena, str, date]:
        chosen, data = self.prepare(arena), asking.choose(self._engine, dataset)
        return chosen, data, asking.day_of(self._engine, data, at)

    def audit(self, claims: ClaimFile, *, arena: str | Arena | None = None, dataset: str | None = None,
              progress: Progress | None = None) -> list[Verdict]:  # fmt: skip
        """Verdicts on the claims of a text, each from data up to the day it was made; the same claim is tested once."""
        chosen, data = self.prepare(arena or claims.arena), asking.choose(self._engine, dataset)
        return auditing.audit(self._engine, chosen, claims.claims, data, progress or self.progress)

    def verdict_page(self, claims: ClaimFile, verdicts: Sequence[Verdict], *, arena: str | Arena | None = None
                     ) -> str:  # fmt: skip
        """One self-contained HTML page on the claims of a text: verdicts, evidence both ways, every event cited."""
        return reporting.verdict_page(self._engine, self.prepare(arena or claims.arena), claims, verdicts)

    def forecast(self, arena: str | Arena, pair: str, *, at: date | str | None = None, horizon: int = 6,
                 dataset: str | None = None) -> forecasting.Record:  # fmt: skip
        """A sealed record of what is expected of a pair, month by month, from the whole months up to ``at``."""
        chosen, data, dyad = self._asked(arena, pair, dataset)
        day = asking.day_of(self._engine, data, at)
        known = forecasting.known_on(self._engine, chosen, data, day)
        return forecasting.issue(self._engine, known, dyad, horizon=horizon, progress=self.progress)

    def role_tables(self, arena: str | Arena, *, dataset: str | None = None) -> list[forecasting.Floats]:
        """Monthly credits of mediation [K, T] of every contested pair, as a forecast of roles is made from."""
        chosen, data = self.prepare(arena), asking.choose(self._engine, dataset)
        return forecasting.role_tables(self._engine, chosen, data)

    def score(self, file: str | Path, *, arena: str | Arena | None = None) -> forecasting.Record:
        """Scores of a frozen forecast against the months covered by now; a changed file is refused.

        Raises:
            BadFile: The file is no forecast, or it was changed after it was issued.
        """
        record = judging.read(Path(file))
        return judging.score(self._engine, record, self.prepare(arena or str(record["arena"])))

    def report(self, arena: str | Arena, claims: Iterable[ClaimFile] = (), *, dataset: str | None = None,
               progress: Progress | None = None) -> str:  # fmt: skip
        """One self-contained HTML page on every contested pair of the arena that the data cover."""
        return reporting.page(self, self._engine, self.prepare(arena), claims, dataset, progress or self.progress)

    def export(self, lake: str | Path) -> list[Path]:
        """Write the study into a new folder of Parquet files, a folder a table, for an engine that reads them."""
        return gathering.export(self._engine, Path(lake))

    def gather(self, lake: str | Path, arena: str | Arena, engine: gathering.LakeEngine | None = None) -> Arena:
        """Fill this new study with the panels of an arena, made from an exported folder by another engine.

        Without an engine, DuckDB reads the folder. What is asked of the study afterwards is answered as always, for
        this arena only.
        """
        chosen = arena if isinstance(arena, Arena) else find_arena(arena)
        gathering.gather(self._engine, engine or DuckDB(), Path(lake), chosen)
        return chosen

    def doctor(self, *arenas: str | Arena) -> health.Health:
        """What is loaded, covered, refused and unresolved, in the shipped arenas and in ``arenas`` of your own."""
        own = [one if isinstance(one, Arena) else find_arena(one) for one in arenas]
        taken = {one.name for one in own}
        return health.examine(self._engine, [*own, *(find_arena(name) for name in shipped() if name not in taken)])

    def sides(self, dataset: str) -> health.Sides:
        """How many sides of a data set are named, stand for nobody, and are read by the user's own table of actors."""
        return health.sides(self._engine, dataset)

    def sql(
        self, text: str, values: Mapping[str, Value] | None = None
    ) -> tuple[tuple[str, ...], Sequence[tuple[Value, ...]]]:
        """Column names and rows of one SELECT; anything else is refused with ``UsageError``."""
        return answered(self._engine, text, values)

    def cite(self) -> list[str]:
        """BibTeX of every data set in the study and of Tertius."""
        return [reporting.TERTIUS_BIBTEX, *(known.bibtex for known in cited(self._engine))]
