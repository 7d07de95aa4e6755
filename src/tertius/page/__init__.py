"""The pages of a study on one's own machine: without script, each with the command that says the same."""
