"""Rows to read: real 15-minute exports of GDELT 2.0, repeated with new ids and dates."""

import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "tests" / "fixtures"
ROWS = 2_000_000
_COLUMNS, _CODE, _ADDED = 61, 26, 59


def lines(folder: Path) -> Iterator[bytes]:
    """Lines of the exports of a folder, zipped or not."""
    for path in sorted(folder.iterdir()):
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                yield from archive.read(archive.namelist()[0]).splitlines()
        elif path.suffix.lower() == ".csv":
            yield from path.read_bytes().splitlines()


def make(folder: Path, out: Path, rows: int = ROWS, step: int = 1) -> None:
    """Repeat the rows of a folder; those of the made sample that break a rule are left out.

    Each row has the next id, as published files have them, or with another step the one so many further on.
    """
    seeds = [line.split(b"\t") for line in lines(folder)]
    seeds = [cells for cells in seeds if len(cells) == _COLUMNS and cells[_CODE] != b"---"]
    written = 0
    with out.open("wb") as stream:
        while written < rows:
            day = (date(2016, 1, 1) + timedelta(days=written // len(seeds) % 3000)).strftime("%Y%m%d").encode()
            for cells in seeds[: rows - written]:
                row = [b"%d" % (100_000_000 + written * step), day, day[:6], day[:4], *cells[4:]]
                row[_ADDED] = day + b"120000"
                stream.write(b"\t".join(row) + b"\n")
                written += 1


def split(file: Path, folder: Path, files: int, rows: int = 2_000) -> Path:
    """The first rows of a file as so many small ones, each as long as a real one of 15 minutes; return their folder."""
    folder.mkdir()
    with file.open("rb") as stream:
        for number in range(files):
            (folder / f"2016{number:04d}.export.CSV").write_bytes(b"".join(islice(stream, rows)))
    return folder


def pack(file: Path) -> Path:
    """A zipped copy beside a file."""
    packed = file.with_suffix(".export.CSV.zip")
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(file, file.name)
    return packed
