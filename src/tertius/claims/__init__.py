"""Room claims."""
