"""Verbs for data that one machine does not hold: export a study, gather panels made elsewhere."""

from importlib.util import find_spec
from pathlib import Path

import click

from tertius.cli.output import ARENA, STUDY, say
from tertius.model import UsageError
from tertius.study import Study
from tertius.study.sharing import write_out


@click.command()
@STUDY
@click.argument("lake", type=click.Path(path_type=Path))
def export(study: Path, lake: Path) -> None:
    """Write STUDY into the new folder LAKE: Parquet files, a folder a table, events by year."""
    for table in write_out(study, lake):
        say(f"wrote {table}")


@click.command()
@click.argument("study", type=click.Path(dir_okay=False, path_type=Path))
@click.argument("lake", type=click.Path(path_type=Path))
@ARENA
@click.option("--engine", type=click.Choice(["duckdb", "spark"]), default="duckdb", show_default=True,
              help="What makes the panels; spark needs the extra `spark` and a Java machine.")  # fmt: skip
def gather(study: Path, lake: Path, arena: str, engine: str) -> None:
    """Make the panels of an arena from the folder LAKE and keep them in the new study STUDY.

    What STUDY then says of the arena (roles, changes, audit, forecast, report) is what a study of the whole would say.
    """
    if engine == "spark":
        _need_spark()
    with Study(study) as opened:
        if engine == "duckdb":
            opened.gather(lake, arena)
        else:
            _on_spark(opened, lake, arena)
    say(f"{study} holds the panels of {arena}")


def _need_spark() -> None:
    """Refuse before a study is made."""
    if find_spec("pyspark") is None:
        raise UsageError(
            "Spark is not installed", hint="in the folder of Tertius: pip install '.[spark]'; needs Java 17"
        )


def _on_spark(study: Study, lake: Path, arena: str) -> None:
    from tertius.engines.spark import Spark

    engine = Spark()
    try:
        study.gather(lake, arena, engine)
    finally:
        engine.close()
