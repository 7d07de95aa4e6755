"""The command line: parse, call the study, print. Data go to stdout, talk to stderr."""

from tertius.cli.main import main

__all__ = ["main"]
