"""The nouns of the house and their promises; nothing else of the house is imported here."""

from tertius.model.actor import Actor, ActorKind, Judgement, Sameness
from tertius.model.arena import Arena, Bloc, Format, Membership, Place
from tertius.model.claim import Check, Claim, ClaimType, Outcome, Says, Verdict
from tertius.model.dyad import Dyad, Triad
from tertius.model.engine import Engine
from tertius.model.errors import (
    BadFile,
    ContractBroken,
    DataError,
    EngineError,
    TertiusError,
    UnknownName,
    UsageError,
)
from tertius.model.estimate import Estimate, Reading, Series, Standing
from tertius.model.event import (
    EVENT_COLUMNS,
    JUDGEMENT_COLUMNS,
    LOAD_COLUMNS,
    PARTICIPANT_COLUMNS,
    REJECT_COLUMNS,
    Column,
)
from tertius.model.finding import Direction, Finding, Strength
from tertius.model.measure import Constants, Finder, Inputs, Measure, Request
from tertius.model.panel import Array, Panel
from tertius.model.query import Query, Value
from tertius.model.source import Lines, Option, Options, Records, Reject, Row, Source
from tertius.model.span import Grain, Span, month_index, month_start, read_day

__all__ = [
    "EVENT_COLUMNS",
    "JUDGEMENT_COLUMNS",
    "LOAD_COLUMNS",
    "PARTICIPANT_COLUMNS",
    "REJECT_COLUMNS",
    "Actor",
    "ActorKind",
    "Arena",
    "Array",
    "BadFile",
    "Bloc",
    "Check",
    "Claim",
    "ClaimType",
    "Column",
    "Constants",
    "ContractBroken",
    "DataError",
    "Direction",
    "Dyad",
    "Engine",
    "EngineError",
    "Estimate",
    "Finder",
    "Finding",
    "Format",
    "Grain",
    "Inputs",
    "Judgement",
    "Lines",
    "Measure",
    "Membership",
    "Option",
    "Options",
    "Outcome",
    "Panel",
    "Place",
    "Query",
    "Reading",
    "Records",
    "Reject",
    "Request",
    "Row",
    "Sameness",
    "Says",
    "Series",
    "Source",
    "Span",
    "Standing",
    "Strength",
    "TertiusError",
    "Triad",
    "UnknownName",
    "UsageError",
    "Value",
    "Verdict",
    "month_index",
    "month_start",
    "read_day",
]
