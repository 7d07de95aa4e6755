"""Published code lists as tables of our own, with lookups: codes, classes, states, names, constants.

Every table is a CSV file in ``data/``; ``docs/codebooks.md`` states the source, licence and deviations of each.
"""
