"""What the reading of texts is worth, measured on published gold: ``python -m benchmarks.texts``."""
