"""Wall and CPU seconds and peak memory of a piece of code in a fresh interpreter."""

import importlib.util
import json
import resource
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

Cost = Mapping[str, float]
_STATUS = Path("/proc/self/status")


def most_memory() -> int:
    """Bytes this process held at most. Linux counts what a parent held before the start into ``ru_maxrss``."""
    if not _STATUS.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    line = next(one for one in _STATUS.read_text(encoding="utf-8").splitlines() if one.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024


def timed(code: str, **values: str) -> Cost:
    """Cost of running code, imports and start-up left out where the code begins with ``import``.

    ``values`` are names the code may use. A line ``# start`` says where the clock starts. Costs are wall and CPU
    seconds, those of child processes counted, and the peak of resident memory in MB.
    """
    before, mark, body = code.partition("# start\n")
    if not mark:
        before, body = "", code
    given = "\n".join(f"{name} = {value!r}" for name, value in values.items())
    text = f"""
import json, os, time
{given}
{before}
wall, cpu = time.perf_counter(), sum(os.times()[:4])
{body}
cost = dict(wall=time.perf_counter() - wall, cpu=sum(os.times()[:4]) - cpu)
from benchmarks.sources.measuring import most_memory
print(json.dumps(cost | dict(mb=most_memory() / (1 << 20))))
"""
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"a measured piece of code failed: {done.stderr.strip().splitlines()[-1]}")
    return dict(json.loads(done.stdout.splitlines()[-1]))


def middle(costs: Sequence[Cost]) -> Cost:
    """Medians."""
    return {name: statistics.median(one[name] for one in costs) for name in costs[0]}


def there(module: str) -> bool:
    """Tell whether a module can be imported (without importing it)."""
    return importlib.util.find_spec(module) is not None


def show(name: str, cost: Cost) -> None:
    """Print one line."""
    print(f"{name:42} wall {cost['wall']:7.2f} s  cpu {cost['cpu']:7.2f} s  peak {cost['mb']:6.0f} MB", flush=True)
