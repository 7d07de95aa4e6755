"""The registry of pages."""

from tertius.page import audit, citing, event, evidence, front, health, over_time, pair, part, ranking, region, watching
from tertius.page.reply import Place

PLACES: tuple[Place, ...] = (
    Place("", front.show),
    Place("pair", pair.show, behind=True),
    Place("series", over_time.show, behind=True),
    Place("evidence", evidence.show, behind=True),
    Place("event", event.show, behind=True),
    Place("watch", watching.show, behind=True),
    Place("architecture", region.show),
    Place("rank", ranking.show),
    Place("audit", audit.show, sent=True),
    Place("explain", part.show, behind=True),
    Place("doctor", health.show),
    Place("cite", citing.show),
)
"""Every page, in the order of the navigation."""
