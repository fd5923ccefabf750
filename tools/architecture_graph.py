"""What docs/architecture.md and its picture show, asked of the code: packages, imports, libraries.

Nothing is listed by hand that the code says itself: jobs are the first lines of docstrings, layers
are those of the import contract, imports those that import-linter sees.
"""

import ast
import inspect
import pkgutil
import sys
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import grimp

from regioradar import pipeline

ROOT = Path(__file__).resolve().parent.parent
DISTRIBUTIONS = {
    "OpenSSL": "pyopenssl",
    "argon2": "argon2-cffi",
    "backports": "backports.zstd",
    "bs4": "beautifulsoup4",
    "markdown_it": "markdown-it-py",
    "pythonjsonlogger": "python-json-logger",
    "zope": "zope.interface",
}
"""Libraries whose name at a registry is another than the one that is imported."""
COME_WITH = {"joserfc": "authlib", "markupsafe": "jinja2"}
"""Libraries that another one brings along, and which one."""
NO_LIBRARIES = frozenset({"_typeshed", "compression"})
"""Types only, and the standard library of a later Python."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something handed on in a run: from one station to another, by what function of ours."""

    source: str
    target: str
    function: str

    @property
    def label(self) -> str:
        """The function's own name."""
        return self.function.rpartition(".")[2]


FLOW = (
    Step(source="sources", target="crawler", function="sources.load_catalogue"),
    Step(source="crawler", target="store", function="store.Store.save_pages"),
    Step(source="store", target="parsers", function="store.Store.pages_to_extract"),
    Step(source="parsers", target="store", function="store.Store.save_extractions"),
    Step(source="matching", target="store", function="store.Store.consolidate"),
    Step(source="store", target="feeds", function="feeds.plan"),
    Step(source="feeds", target="readers", function="regioradar.publishing.publish"),
    Step(source="store", target="review", function="store.Store.refresh_queue"),
)
"""The stations of a run; the docstring of the pipeline names each of these functions too."""
VERDICT = Step(source="review", target="store", function="store.reviewing.desk.Desk.approve")
"""What comes back of staff; no run does that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """One of our packages; `imports` counts the imports of its modules from other packages."""

    name: str
    job: str
    imports: Mapping[str, int]
    libraries: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Architecture:
    """The packages from the top layer down, and the layers with the names in each."""

    packages: Sequence[Package]
    layers: Sequence[Sequence[str]]


def architecture() -> Architecture:
    """Ask the code."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    linter = settings["tool"]["importlinter"]
    layers = _layers(linter)
    graph = grimp.build_graph(
        *linter["root_packages"], include_external_packages=True, cache_dir=None
    )
    ours, theirs = _imports(graph, frozenset(linter["root_packages"]))
    declared = _declared(settings)
    return Architecture(
        packages=tuple(
            Package(
                name=name,
                job=_job(name),
                imports={other: count for other in _flat(layers) if (count := ours[name][other])},
                libraries=tuple(sorted({_library(one, declared) for one in theirs[name]})),
            )
            for name in _flat(layers)
        ),
        layers=layers,
    )


def _layers(linter: Mapping[str, Any]) -> tuple[tuple[str, ...], ...]:
    contract = next(c for c in linter["contracts"] if c["type"] == "layers")
    return tuple(tuple(n.strip() for n in layer.split("|")) for layer in contract["layers"])


def _flat(layers: Sequence[Sequence[str]]) -> list[str]:
    return [name for layer in layers for name in layer]


def _job(package: str) -> str:
    """The first line of the package's docstring."""
    text = ast.get_docstring(ast.parse((ROOT / package / "__init__.py").read_text("utf-8")))
    if not text:
        raise ValueError(f"{package}/__init__.py has no docstring")
    return text.splitlines()[0]


def _imports(
    graph: grimp.ImportGraph, roots: frozenset[str]
) -> tuple[Mapping[str, Counter[str]], Mapping[str, set[str]]]:
    """Imports between our packages, and the libraries that each imports."""
    ours = {root: Counter[str]() for root in roots}
    theirs: dict[str, set[str]] = {root: set() for root in roots}
    for module in graph.modules:
        package = module.partition(".")[0]
        if package not in roots:
            continue
        for imported in graph.find_modules_directly_imported_by(module):
            other = imported.partition(".")[0]
            if other in roots:
                ours[package][other] += other != package
            elif other not in sys.stdlib_module_names and other not in NO_LIBRARIES:
                theirs[package].add(other)
    return ours, theirs


def _declared(settings: Mapping[str, Any]) -> frozenset[str]:
    """The libraries that pyproject.toml names for those who run the program."""
    project = settings["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    return frozenset(_name_of(line) for group in groups for line in group)


def _name_of(requirement: str) -> str:
    end = next((i for i, c in enumerate(requirement) if c in " ;<>=!~["), len(requirement))
    return requirement[:end].lower().replace("_", "-")


def _library(imported: str, declared: frozenset[str]) -> str:
    """What pyproject.toml calls a library. Raises where it names none that brings it along."""
    name = COME_WITH.get(imported) or DISTRIBUTIONS.get(imported) or imported
    name = name.lower().replace("_", "-")
    if name in declared:
        return name
    if imported == "playwright" and "scrapy-playwright" in declared:
        return "scrapy-playwright"
    raise ValueError(f"{imported} is imported, and pyproject.toml does not name it")


def resolved(function: str) -> Any:
    """The function of a step. Raises where it is not there."""
    return pkgutil.resolve_name(function)


def stages() -> str:
    """The run in pseudo-code: the indented part of the pipeline's docstring."""
    text = inspect.getdoc(pipeline) or ""
    lines = [line for line in text.splitlines() if line.startswith("    ")]
    return "\n".join(line.removeprefix("    ") for line in lines)
