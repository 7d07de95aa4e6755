"""Room chronicles."""
