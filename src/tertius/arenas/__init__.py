"""Room arenas."""
