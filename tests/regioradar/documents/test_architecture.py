"""docs/architecture.md and its picture are what the code says today, and nothing is left out."""

import re
import tomllib
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest

from regioradar import pipeline

ROOT = Path(__file__).resolve().parents[3]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def tools() -> dict[str, ModuleType]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "tools")
        import architecture_doc
        import architecture_graph
        import architecture_picture

        return {
            "doc": architecture_doc,
            "graph": architecture_graph,
            "picture": architecture_picture,
        }


@pytest.fixture(scope="module")
def found(tools):
    return tools["graph"].architecture()


@pytest.fixture(scope="module")
def picture(tools, found):
    return ElementTree.fromstring(tools["picture"].svg(found))  # noqa: S314 (we wrote it)


def texts(picture):
    return [element.text for element in picture.iter(f"{SVG}text")]


def test_page_and_picture_are_what_the_code_says(tools):
    for file, text in tools["doc"].documents().items():
        written = file.read_text(encoding="utf-8") if file.exists() else ""
        if written != text:
            pytest.fail(f"docs/{file.name} is out of date; renew it with: {tools['doc'].COMMAND}")


def test_every_package_of_the_project_is_in_the_picture(found, picture):
    with (ROOT / "pyproject.toml").open("rb") as file:
        roots = tomllib.load(file)["tool"]["importlinter"]["root_packages"]
    assert sorted(package.name for package in found.packages) == sorted(roots)
    assert set(roots) <= set(texts(picture))


def test_the_counts_are_those_of_the_code(found, picture):
    """Counted once more, another way: lines with an import, read from the files."""
    wanted = found.packages[0]
    assert wanted.name == "regioradar"
    modules = {
        (file, module)
        for file in (ROOT / "regioradar").rglob("*.py")
        for module in re.findall(r"^ *from (matching[\w.]*) import", file.read_text("utf-8"), re.M)
    }
    assert wanted.imports["matching"] == len(modules)
    for package in found.packages:
        for count in package.imports.values():
            assert str(count) in texts(picture)


def test_no_import_goes_upwards(found):
    """The picture would have to draw it backwards; the contract forbids it."""
    order = [package.name for package in found.packages]
    for package in found.packages:
        for other in package.imports:
            assert order.index(other) > order.index(package.name)


def test_every_step_of_the_run_is_a_function_that_the_pipeline_tells_of(tools):
    graph = tools["graph"]
    for step in (*graph.FLOW, graph.VERDICT):
        assert callable(graph.resolved(step.function)), step
    for step in graph.FLOW:
        assert f"{step.label}(" in pipeline.__doc__, step
    assert graph.stages().startswith("catalogue = load_catalogue()")


def test_a_library_that_nobody_declared_is_a_fault(tools):
    with pytest.raises(ValueError, match="numpy is imported"):
        tools["graph"]._library("numpy", frozenset({"scrapy"}))


def test_every_table_of_a_new_database_is_explained_and_no_other(tools):
    tables = [name for _, name, _ in tools["doc"].tables()]
    assert len(tables) == len(set(tables))
    assert set(tables) == set(tools["doc"].TABLES)
    grows = {name for _, name, guarded in tools["doc"].tables() if guarded}
    assert grows == {"acts", "audit", "changes"}


def test_the_picture_is_told_in_words_too(found, picture):
    assert picture.get("aria-labelledby") == "title desc"
    assert picture.find(f"{SVG}title").text
    told = picture.find(f"{SVG}desc").text
    for package in found.packages:
        for other, count in package.imports.items():
            assert f"{other} ({count})" in told


def test_no_line_runs_out_of_its_box(tools, found, picture):
    """Letters are as wide as those of the widest font that is named: 0.61 of their height."""
    widths = {"name": 15, "head": 16, "small": 11, "step": 12, "count": 11}
    for text in picture.iter(f"{SVG}text"):
        look, x = text.get("class", ""), int(text.get("x"))
        width = 0.61 * widths.get(look, 13) * len(text.text)
        start, end = {"middle": (x - width / 2, x + width / 2), "end": (x - width, x)}.get(
            text.get("text-anchor"), (x, x + width)
        )
        assert start >= 0, text.text
        assert end <= tools["picture"].WIDTH, text.text
        if int(text.get("y")) > 470 and look in ("", "small"):
            assert end <= 600, text.text
