"""Tertius: who stands between whom, since when, and how sure we can be.

The front door. ``open`` a study, ``load`` data into it, ask for ``roles``, ``changes`` and an ``audit`` of claims;
``records`` makes rows of what it answers. What is behind it is read in when the first name is asked for: so the program
is there, and can be stopped, before the libraries are.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tertius.front import *  # noqa: F403
    from tertius.front import __all__ as __all__
    from tertius.front import __version__ as __version__
else:
    from importlib import import_module

    def __getattr__(name):
        try:
            return getattr(import_module("tertius.front"), name)
        except AttributeError:
            raise AttributeError(f"module 'tertius' has no attribute {name!r}") from None

    def __dir__():
        return sorted({*globals(), *import_module("tertius.front").__all__})
