"""Engines at scale: invented events by the million, what the panels cost on them, and whether engines agree."""
