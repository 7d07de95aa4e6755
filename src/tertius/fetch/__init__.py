"""The only room on the network: look at what is here, plan, and download what is asked for; ask a model."""

from tertius.fetch.carrying import carry_out
from tertius.fetch.endpoint import Endpoint
from tertius.fetch.listing import FETCHERS, fetcher
from tertius.fetch.planning import Ask, Fetcher, Item, Plan, Remote, State, plan
from tertius.fetch.web import Manners, Web

__all__ = [
    "FETCHERS",
    "Ask",
    "Endpoint",
    "Fetcher",
    "Item",
    "Manners",
    "Plan",
    "Remote",
    "State",
    "Web",
    "carry_out",
    "fetcher",
    "plan",
]
