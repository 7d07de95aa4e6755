"""The study: carries things from room to room. It holds the order of steps, no formula and no SQL of a measure."""

from tertius.study.study import Study

__all__ = ["Study"]
