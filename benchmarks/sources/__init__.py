"""Reading published files: how fast, how completely, and what mangled files do."""
