"""The program can be stopped from its first moment on, and its libraries are read in when they are needed."""

import os
import signal
import subprocess
import sys

INTERRUPTED = """
import os, signal, sys
signal.signal(signal.SIGINT, USUAL)  # whoever runs the tests may have interruptions ignored
class Interrupt:
    def find_spec(self, name, path=None, target=None):
        if name == "tertius.cli.main":  # its libraries are about to be read in
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Interrupt())
from tertius.__main__ import run
run()
"""


def run(code: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


def test_an_interruption_while_the_libraries_are_read_in_leaves_no_trace_of_calls() -> None:
    done = run(INTERRUPTED.replace("USUAL", "signal.default_int_handler"))
    assert (done.returncode, done.stdout, done.stderr) == (-signal.SIGINT, "", "")


def test_who_started_the_program_may_have_interruptions_ignored() -> None:
    done = run("import sys; sys.argv[1:] = ['--version']" + INTERRUPTED.replace("USUAL", "signal.SIG_IGN"))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("tertius, version ")


def test_the_front_door_is_light_and_opens_on_demand() -> None:
    done = run(
        "import sys, tertius; print('numpy' in sys.modules, 'Study' in dir(tertius), tertius.Span.__name__);"
        "from tertius import *; print(open.__name__); tertius.nothing"
    )
    assert done.stdout.splitlines() == ["False True Span", "Study"]
    assert done.stderr.splitlines()[-1] == "AttributeError: module 'tertius' has no attribute 'nothing'"


def test_an_interruption_at_work_is_told_in_one_line() -> None:
    done = run(
        "import click; from tertius.cli import main; from tertius.cli.main import _VERBS as verbs\n"
        "def stopped(*_, **__): raise KeyboardInterrupt\n"
        "verbs[0].callback = stopped; main(['demo', '--out', 'nowhere'])"
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "stopped by Ctrl-C\n")


def test_every_letter_can_be_written_to_a_file_or_another_program_whatever_the_machine_writes() -> None:
    code = (
        "import sys; sys.argv = ['tertius', 'sql', '--dialect', 'spark', 'select 1 as \u015fu\u015fa'];"
        "from tertius.__main__ import run; run()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False,
                          env={**os.environ, "PYTHONIOENCODING": "cp1252"})  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    assert "\u015fu\u015fa" in done.stdout.decode("utf-8")
