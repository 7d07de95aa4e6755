"""Simulated worlds through the real path, held to the simulator gates."""
