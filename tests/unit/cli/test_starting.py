"""The program can be stopped from its first moment on, and its libraries are read in when they are needed."""

import os
import signal
import subprocess
import sys

import pytest

from tertius.cli.verbs import VERBS, Verb

INTERRUPTED = """
import os, signal, sys
signal.signal(signal.SIGINT, USUAL)  # whoever runs the tests may have interruptions ignored
class Interrupt:
    def find_spec(self, name, path=None, target=None):
        if name == MODULE:  # it and its libraries are about to be read in
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Interrupt())
from tertius.__main__ import run
run()
"""


def run(code: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("module", ["tertius.cli.main", "tertius.cli.listings", "numpy"])
def test_an_interruption_while_the_libraries_are_read_in_leaves_no_trace_of_calls(module: str) -> None:
    code = f"import sys; sys.argv[1:] = ['-v', 'sources']; MODULE = {module!r}" + INTERRUPTED
    done = run(code.replace("USUAL", "signal.default_int_handler"))
    assert (done.returncode, done.stdout, done.stderr) == (-signal.SIGINT, "", "")


def test_who_started_the_program_may_have_interruptions_ignored() -> None:
    code = "import sys; sys.argv[1:] = ['--version']; MODULE = 'tertius.cli.main'" + INTERRUPTED
    done = run(code.replace("USUAL", "signal.SIG_IGN"))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("tertius, version ")


def test_the_front_door_is_light_and_opens_on_demand() -> None:
    done = run(
        "import sys, tertius; print('numpy' in sys.modules, 'Study' in dir(tertius), tertius.Span.__name__);"
        "from tertius import *; print(open.__name__); tertius.nothing"
    )
    assert done.stdout.splitlines() == ["False True Span", "Study"]
    assert done.stderr.splitlines()[-1] == "AttributeError: module 'tertius' has no attribute 'nothing'"


@pytest.mark.parametrize("words", [["--help"], ["--version"]])
def test_the_list_of_verbs_needs_no_library_of_theirs(words: list[str]) -> None:
    heavy = "{'numpy', 'scipy', 'duckdb', 'httpx', 'rich', 'jinja2', 'starlette', 'spacy', 'tertius.study'}"
    done = run(
        f"import atexit, sys; sys.argv[1:] = {words}\n"
        f"atexit.register(lambda: print('read in:', sorted({heavy} & set(sys.modules))))\n"
        "from tertius.__main__ import run; run()"
    )
    assert done.stdout.splitlines()[-1] == "read in: []"


def test_a_verb_reads_in_what_it_needs_and_nothing_of_the_others() -> None:
    done = run("import sys; from tertius.cli.verbs import read_in; read_in(['-v', 'roles', 'fetch'])\n"
               "print({'tertius.cli.asking', 'tertius.cli.fetching', 'starlette'} & set(sys.modules))")  # fmt: skip
    assert done.stdout == "{'tertius.cli.asking'}\n"


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_the_list_says_of_a_verb_what_its_own_help_begins_with(verb: Verb) -> None:
    command = verb.command()
    assert (command.name, command.get_short_help_str(1000)) == (verb.name, verb.says)


def test_an_interruption_at_work_is_told_in_one_line() -> None:
    done = run(
        "from tertius.cli import main, making\n"
        "def stopped(*_, **__): raise KeyboardInterrupt\n"
        "making.demo.callback = stopped; main(['demo', '--out', 'nowhere'])"
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
