"""The program: ``tertius``, and ``python -m tertius``."""

import io
import signal
import sys


def run() -> None:
    """Start the command line; Ctrl-C ends it without a trace of calls from the first moment on.

    To read in the libraries takes seconds, in which no part of the program could catch an interruption.
    """
    usual = signal.getsignal(signal.SIGINT)
    if usual is signal.default_int_handler:  # else whoever started the program wants interruptions ignored
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from tertius.cli import main
    from tertius.cli.verbs import read_in

    read_in(sys.argv[1:])
    signal.signal(signal.SIGINT, usual)
    for stream in (sys.stdout, sys.stderr):
        _write_any_letter(stream)
    main()


def _write_any_letter(stream: object) -> None:
    """Let a stream take every letter, whatever the machine writes: names of data sets are of all languages.

    What goes to a file or another program is UTF-8; a terminal that does not know a letter shows its number.
    """
    if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower().replace("-", "") != "utf8":
        if stream.isatty():
            stream.reconfigure(errors="backslashreplace")
        else:
            stream.reconfigure(encoding="utf-8")


if __name__ == "__main__":
    run()
