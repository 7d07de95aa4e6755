"""The verb that shows a study in a browser."""

from pathlib import Path

import click

from tertius.cli.output import ARENA, STUDY, say


@click.command()
@STUDY
@ARENA
@click.option("--port", type=click.IntRange(0, 65535), default=8321, show_default=True,
              help="Port to listen on; 0 takes any that is free.")  # fmt: skip
def serve(study: Path, arena: str, port: int) -> None:
    """Show STUDY in the browser of this machine: choose a pair, a window and a role, open the events behind a number.

    Only this machine is answered (127.0.0.1), the study is opened for reading, and nothing is loaded from elsewhere.
    Meanwhile commands can ask the study too, but none can load into it or make panels of another arena. Ctrl-C stops.
    """
    from tertius.page.serving import HOST, desk_of, listening  # a server is dear, and no other verb needs one
    from tertius.page.serving import serve as answer

    taken = listening(port)
    with taken:
        desk = desk_of(study, arena)
        say(f"{study}: http://{HOST}:{taken.getsockname()[1]}/  (Ctrl-C stops)")
        answer(desk, taken)
    say("stopped")
