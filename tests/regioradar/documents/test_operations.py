"""docs/operations.md quotes lines that the program prints, and leaves out none that holds it up.

What the settings lack is not asked for here: such a line names its key and says what to do.
"""

import ast
import re
import tomllib
from collections.abc import Iterator

import pytest
from written import DOCS, ROOT

from regioradar.exit_codes import ExitCode

PAGE = (DOCS / "operations.md").read_text(encoding="utf-8")
HOLDING_UP = frozenset({"AlreadyRunningError", "BusyError", "PublishError", "StoreError"})
GAP = "\0"


def packages() -> list[str]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        found: list[str] = tomllib.load(file)["tool"]["importlinter"]["root_packages"]
    return found


def text_of(node: ast.expr) -> str:
    """A string as it is written, with a gap for each value that is put into it."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(text_of(part) for part in node.values)
    return GAP


def modules() -> Iterator[ast.Module]:
    for package in packages():
        for file in sorted((ROOT / package).rglob("*.py")):
            yield ast.parse(file.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def strings() -> str:
    """Every text of the program, and every name of a code of it."""
    found = []
    for module in modules():
        inner = {
            id(part)
            for node in ast.walk(module)
            if isinstance(node, ast.JoinedStr)
            for part in node.values
        }
        for node in ast.walk(module):
            if isinstance(node, (ast.Constant, ast.JoinedStr)) and id(node) not in inner:
                found.append(text_of(node))
    return "\n".join(found)


def raised() -> Iterator[str]:
    """The lines of the errors that keep a run from its work, with gaps."""
    for module in modules():
        for node in ast.walk(module):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            if node.func.id in HOLDING_UP and node.args:
                yield text_of(node.args[0])


def said() -> list[str]:
    """What stands in the first cells of the tables on troubles: quotes of what is printed."""
    troubles = PAGE.split("\n## Trouble\n")[1].split("\n## ")[0]
    cells = re.findall(r"^\| ([^|]*) \|", troubles, re.MULTILINE)
    return [quote for cell in cells for quote in re.findall(r"`([^`]+)`", cell)]


def test_every_line_that_is_quoted_is_one_that_the_program_prints(strings):
    assert len(said()) > 30
    for quote in said():
        for part in quote.split("…"):
            assert part.strip(" :") in strings, quote


def test_every_line_that_holds_a_run_up_is_quoted():
    quotes = [quote.split("…")[0].strip(" :") for quote in said()]
    for line in raised():
        words = line.replace(GAP, "").strip(" :()")
        if len(words) < 25 and (len(words) < 12 or words.startswith("the database")):
            continue  # its reason comes from elsewhere; those of the database are asked for below
        assert any(quote in line for quote in quotes), line.replace(GAP, "…")


def test_every_advice_on_the_database_is_quoted():
    from store.connection import _ADVICE

    for advice in _ADVICE.values():
        assert any(quote in advice for quote in said()), advice


def test_every_exit_code_says_what_to_do():
    for code in ExitCode:
        assert f"\n| {int(code)} | " in PAGE
