"""Room inference: posteriors of shares and rates, their changes, and the error rates of looking for them.

Numbers in, numbers out: nothing here knows of actors, events or files.
"""
