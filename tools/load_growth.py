"""What grows faster than its work: exponents of time and memory over the shares of the load."""

import math
import statistics
from collections.abc import Iterator, Mapping
from typing import Any

import click

FASTER = 1.15
"""An exponent from which something grows faster than its work, and not by noise."""
_LEAST_SECONDS, _LEAST_MB = 0.5, 20.0
"""At the largest share; what is smaller there says nothing."""


def growth(found: Mapping[float, dict[str, Any]]) -> None:
    """Print the exponent of each figure: 1 is growth with the work, 2 with its square."""
    table: dict[str, dict[float, float]] = {}
    for share, figures in found.items():
        for name, value in _figures(figures):
            table.setdefault(name, {})[share] = value
    click.echo(f"\n{'growth':<44}{'exponent':>9}  values by share")
    for name, values in table.items():
        if len(values) < len(found) or min(values.values()) <= 0:
            continue
        power = exponent(values)
        mark = " <- faster than its work" if power > FASTER else ""
        said = ", ".join(f"{value:,.1f}" for value in values.values())
        click.echo(f"{name:<44}{power:>9.2f}  {said}{mark}")


def exponent(values: Mapping[float, float]) -> float:
    """The slope of the line through the logarithms: value ~ share ** exponent."""
    x = [math.log(share) for share in values]
    y = [math.log(value) for value in values.values()]
    return statistics.linear_regression(x, y).slope


def _figures(figures: dict[str, Any]) -> Iterator[tuple[str, float]]:
    for run, one in figures["runs"].items():
        for row in one["stages"]:
            if row["cpu"] > _LEAST_SECONDS:
                yield f"{run}: {row['stage']}, CPU s", row["cpu"]
            if row["peak"] > _LEAST_MB and not row["stage"].startswith("-"):
                yield f"{run}: {row['stage']}, MB", row["peak"]
        yield f"{run}: database, MB", one["database"]
    yield "published, MB", figures["published"]
    yield "files", float(figures["files"])
