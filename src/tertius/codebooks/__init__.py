"""Room codebooks."""
