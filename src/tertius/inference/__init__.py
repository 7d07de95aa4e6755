"""Room inference."""
