"""Loads and downloads killed at random moments: what is left, and whether a repeat ends as if nothing had happened."""
