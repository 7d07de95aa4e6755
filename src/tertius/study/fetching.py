"""Fetch published files: a plan first, then, when asked, the files."""

import os
from collections.abc import Mapping
from pathlib import Path

from tertius.arenas import arena as find_arena
from tertius.fetch import Ask, Manners, Plan, Web, carry_out, fetcher, plan
from tertius.model import Span, UsageError
from tertius.study.progress import Progress

MIRROR = "TERTIUS_MIRROR"
"""Environment variable: a server that holds copies of published files under ``MIRROR/HOST/PATH``."""


def door(manners: Manners) -> Web:
    """The way to the network, through a mirror where the environment names one.

    Raises:
        UsageError: What it names is no address.
    """
    mirror = os.environ.get(MIRROR) or None
    if mirror and not mirror.startswith(("http://", "https://")):
        raise UsageError(f"{MIRROR} is no address: {mirror!r}", hint="write it as https://mirror.example.org")
    return Web(manners, mirror)


def plan_fetch(web: Web, name: str, span: Span, folder: Path, arena: str | None, options: Mapping[str, str]) -> Plan:
    """What would be fetched from a provider for a span; nothing but its list is downloaded."""
    states = None if arena is None else find_arena(arena).states
    return plan(web, fetcher(name), Ask(span, folder, states, options))


def fetch(web: Web, chosen: Plan, progress: Progress) -> tuple[Path, ...]:
    """Download the missing files of a plan; return the paths of all of its files."""
    return carry_out(web, chosen, progress)
