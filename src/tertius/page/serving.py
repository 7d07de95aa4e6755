"""Open a study for its pages, take a port of this machine, and answer until told to stop."""

import errno
import socket
import sys
from contextlib import suppress
from pathlib import Path

import uvicorn

from tertius.arenas import arena as find_arena
from tertius.model import UsageError
from tertius.page.app import application
from tertius.page.desk import Desk
from tertius.page.reception import Reception
from tertius.page.waiting import PATIENCE
from tertius.study.sharing import open_to_ask

HOST = "127.0.0.1"
"""The only address listened on: nobody else on a network reaches the pages, and no option changes that."""


def desk_of(path: Path, arena: str) -> Desk:
    """Open a study to be asked about an arena: for reading, after its panels are made.

    Raises:
        TertiusError: The file is no study or is open elsewhere for writing, or the arena is not known.
    """
    chosen = find_arena(arena)
    return Desk(open_to_ask(path, chosen), chosen, arena)


def listening(port: int) -> socket.socket:
    """Take a port of this machine; 0 takes any that is free.

    Raises:
        UsageError: It is taken, or may not be taken.
    """
    taken = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if sys.platform != "win32":  # there it would let two servers share a port
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((HOST, port))
        taken.listen()
    except OSError as exc:
        taken.close()
        why = "is taken" if exc.errno == errno.EADDRINUSE else f"cannot be taken ({exc.strerror})"
        raise UsageError(f"port {port} {why}", hint="give another, or --port 0 for any that is free") from exc
    return taken


def serve(desk: Desk, taken: socket.socket) -> None:
    """Answer on a port until told to stop, and until the question at work is answered; then let go of the study."""
    reception = Reception(desk, PATIENCE)
    config = uvicorn.Config(
        application(reception), log_config=None, access_log=False,
        lifespan="off", http="h11", ws="none", loop="asyncio",
        proxy_headers=False, server_header=False,
    )  # fmt: skip
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[taken])
    reception.close()
