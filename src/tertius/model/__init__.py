"""The nouns of the house and their promises; nothing else of the house is imported here."""

from tertius.model.actor import Actor, ActorKind, Judgement, Sameness
from tertius.model.arena import Arena, Bloc, Format, Membership, Place
from tertius.model.claim import Cause, Claim, ClaimType, Rival, Says, mirror
from tertius.model.dyad import Dyad, Triad
from tertius.model.engine import Engine
from tertius.model.errors import (
    BadFile,
    ContractBroken,
    DataError,
    EngineError,
    FetchError,
    TertiusError,
    UnknownName,
    UsageError,
)
from tertius.model.estimate import Estimate, Reading, Series, Standing
from tertius.model.event import (
    CITATION_COLUMNS,
    EVENT_COLUMNS,
    FAILURE_COLUMNS,
    JUDGEMENT_COLUMNS,
    LOAD_COLUMNS,
    MENTION_COLUMNS,
    PARTICIPANT_COLUMNS,
    REJECT_COLUMNS,
    Column,
)
from tertius.model.finding import Direction, Finding, Strength
from tertius.model.measure import Constants, Finder, Inputs, Measure, Request
from tertius.model.panel import Array, Panel
from tertius.model.query import Query, Value
from tertius.model.sentence import Mention, Sentence, Word, moved
from tertius.model.source import Documents, Lines, Lookup, Option, Options, Records, Reject, Row, Source
from tertius.model.span import Grain, Span, month_index, month_start, read_day
from tertius.model.verdict import CaseFile, Check, Evidence, Kind, Outcome, ReasonCode, Trial, Verdict
from tertius.model.wording import AUTHOR, Wording

__all__ = [
    "AUTHOR",
    "CITATION_COLUMNS",
    "EVENT_COLUMNS",
    "FAILURE_COLUMNS",
    "JUDGEMENT_COLUMNS",
    "LOAD_COLUMNS",
    "MENTION_COLUMNS",
    "PARTICIPANT_COLUMNS",
    "REJECT_COLUMNS",
    "Actor",
    "ActorKind",
    "Arena",
    "Array",
    "BadFile",
    "Bloc",
    "CaseFile",
    "Cause",
    "Check",
    "Claim",
    "ClaimType",
    "Column",
    "Constants",
    "ContractBroken",
    "DataError",
    "Direction",
    "Documents",
    "Dyad",
    "Engine",
    "EngineError",
    "Estimate",
    "Evidence",
    "FetchError",
    "Finder",
    "Finding",
    "Format",
    "Grain",
    "Inputs",
    "Judgement",
    "Kind",
    "Lines",
    "Lookup",
    "Measure",
    "Membership",
    "Mention",
    "Option",
    "Options",
    "Outcome",
    "Panel",
    "Place",
    "Query",
    "Reading",
    "ReasonCode",
    "Records",
    "Reject",
    "Request",
    "Rival",
    "Row",
    "Sameness",
    "Says",
    "Sentence",
    "Series",
    "Source",
    "Span",
    "Standing",
    "Strength",
    "TertiusError",
    "Triad",
    "Trial",
    "UnknownName",
    "UsageError",
    "Value",
    "Verdict",
    "Word",
    "Wording",
    "mirror",
    "month_index",
    "month_start",
    "moved",
    "read_day",
]
