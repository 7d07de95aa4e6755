"""Validation: what the measures say of real conflicts and of simulated worlds, against what is known of them."""
