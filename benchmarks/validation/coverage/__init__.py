"""Whether intervals of the measures hold what they say, on acts drawn from their own models and from breaches.

The draws are numpy's and know nothing of :mod:`tertius.simulate`: what is checked are the measures, not the world that
was built beside them.
"""
