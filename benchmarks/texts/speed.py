"""How fast texts are coded: sentences a second of processor time on one core, and the most memory held.

In a process of its own, on the sentences of PLV train in documents of ten: reading, grammar, actors and events, without
loading the pipeline. ``python -m benchmarks.texts.speed FOLDER`` prints the figures as JSON.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.sources.measuring import most_memory
from benchmarks.texts.bars import ROOT, Bar, Part
from benchmarks.texts.plv import FILE, OTHER, rows

_SIZE, _GIGA = 10, 1 << 30


def run(folder: Path) -> dict[str, float]:
    """Code the sentences once and tell the figures."""
    from tertius.texts import Document, code_documents

    texts = [row.text for row in rows(folder)]
    documents = [Document(str(i), " ".join(texts[i : i + _SIZE])) for i in range(0, len(texts), _SIZE)]
    list(code_documents(documents[:1]))
    start, wall = time.process_time(), time.perf_counter()
    sentences = sum(len(one.sentences) for one in code_documents(documents))
    cpu = time.process_time() - start
    memory = most_memory()
    return {"sentences": sentences, "cpu": cpu, "wall": time.perf_counter() - wall, "memory": memory}


def measure(folder: Path) -> list[Bar]:
    """Speed and memory of a fresh process with one thread."""
    env = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "BLIS_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "benchmarks.texts.speed", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=env, check=True)
    found = json.loads(done.stdout)
    n, memory = int(found["sentences"]), found["memory"] / _GIGA
    speed = n / found["cpu"]
    return [
        Bar("speed", "sentences a second of one core, end to end", speed, 200, n, "processor time, no network"),
        Bar("speed", "1 GB less the most memory held, GB", 1 - memory, 0, n, f"{memory:.2f} GB held"),
    ]


PART = Part("speed", (FILE, OTHER), measure)

if __name__ == "__main__":
    print(json.dumps(run(Path(sys.argv[1]))))
