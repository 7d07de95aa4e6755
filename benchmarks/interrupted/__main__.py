"""Kill a load and a download at ten random moments each; print what was left and whether a repeat ends the same.

Run: python -m benchmarks.interrupted [--kills 10] [--rows 60000]
"""

import argparse
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from benchmarks.interrupted.kills import TERTIUS, Kills, events, kill, moments, seconds, whole_files
from benchmarks.interrupted.provider import FOLDER, Provider, handler, served

_SAMPLE = Path(__file__).resolve().parents[2] / "tests" / "fixtures" / "gdelt" / "sample.export.csv"
_FILES = 6


def write_files(folder: Path, rows: int) -> dict[str, int]:
    """Write GDELT 2.0 files of so many rows each: the clean lines of the invented sample under new ids."""
    lines = [line for line in _SAMPLE.read_text(encoding="utf-8").splitlines() if "---" not in line][:8]
    folder.mkdir()
    for number in range(_FILES):
        with (folder / f"20210301{number:02d}0000.export.CSV").open("w", encoding="utf-8") as stream:
            for row in range(rows):
                _, rest = lines[row % len(lines)].split("\t", 1)
                stream.write(f"{number * rows + row + 1}\t{rest}\n")
    return {path.name: rows for path in folder.iterdir()}


def of_a_load(kills: int, rows: int, folder: Path) -> Kills:
    """Kill a load of several files; every study left behind is opened and counted, then the load is repeated."""
    sizes = write_files(folder / "gdelt", rows)
    study, clean = folder / "killed.duckdb", folder / "clean.duckdb"
    longest = seconds((*TERTIUS, "load", str(clean), "gdelt", str(folder / "gdelt")), os.environ)
    command = (*TERTIUS, "load", str(study), "gdelt", str(folder / "gdelt"))
    killed = broken = 0
    for number, moment in enumerate(moments(kills, longest, seed=1)):
        if number % 3 == 0:  # from nothing, and from what the last kill left
            study.unlink(missing_ok=True)
        killed += kill(command, os.environ, moment)
        broken += not whole_files(study, sizes)
    seconds(command, os.environ)
    return Kills(killed, kills - killed, broken, events(study) == events(clean))


def of_a_download(kills: int, rows: int, folder: Path) -> Kills:
    """Kill a download; no file may bear its name that is not whole, and a repeat must end with all of them."""
    provider = Provider()
    provider.gdelt(files=8, rows=rows)
    with served(handler(provider)) as address:
        return _killed(kills, folder, provider, {**os.environ, "TERTIUS_MIRROR": address})


def _killed(kills: int, folder: Path, provider: Provider, env: Mapping[str, str]) -> Kills:
    def command(to: str) -> tuple[str, ...]:
        days = ("--since", "2021-03-01", "--until", "2021-03-01")
        return (*TERTIUS, "fetch", "gdelt", *days, "--to", str(folder / to), "--pause", "0.05", "--yes")

    longest = seconds(command("clean"), env)
    killed = broken = 0
    for moment in moments(kills, longest, seed=2):
        killed += kill(command("killed"), env, moment)
        broken += not _whole(folder / "killed", provider)
    seconds(command("killed"), env)
    same = {path.name for path in (folder / "killed").glob("*.zip")} == set(_names(provider))
    return Kills(killed, kills - killed, broken, same and _whole(folder / "killed", provider))


def _names(provider: Provider) -> list[str]:
    return [path.rpartition("/")[2] for path in provider.bodies if path.endswith(".zip")]


def _whole(folder: Path, provider: Provider) -> bool:
    return all(path.read_bytes() == provider.bodies[FOLDER + path.name] for path in folder.glob("*.zip"))


def main() -> None:
    """Print one row for loads and one for downloads."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--rows", type=int, default=60_000)
    given = parser.parse_args()
    print("command   killed  ended before  left broken  a repeat ends the same")
    for name, run in (("load", of_a_load), ("download", of_a_download)):
        with tempfile.TemporaryDirectory() as scratch:
            found = run(given.kills, given.rows, Path(scratch))
        print(f"{name:8}  {found.killed:6}  {found.ended:12}  {found.broken:11}  {'yes' if found.same else 'NO'}")


if __name__ == "__main__":
    main()
