"""Room panels."""
