"""The program: ``tertius``, and ``python -m tertius``."""

import signal


def run() -> None:
    """Start the command line; Ctrl-C ends it without a trace of calls from the first moment on.

    To read in the libraries takes seconds, in which no part of the program could catch an interruption.
    """
    usual = signal.getsignal(signal.SIGINT)
    if usual is signal.default_int_handler:  # else whoever started the program wants interruptions ignored
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from tertius.cli import main

    signal.signal(signal.SIGINT, usual)
    main()


if __name__ == "__main__":
    run()
