"""docs/dates.md is what the reader says today, and it explains every warning there is."""

import dataclasses
import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

import parsers.dates
from parsers.dates import DateContext, DateReading

ROOT = Path(__file__).resolve().parents[3]
READER = Path(parsers.dates.__file__).parent
RAISED = re.compile(r"""(?:warn\(|warnings?=\[?|rule else )"(\w+)\"""")


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("dates_doc", ROOT / "tools" / "dates_doc.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_what_the_reader_says_today(tool: ModuleType) -> None:
    written = tool.TARGET.read_text(encoding="utf-8") if tool.TARGET.exists() else ""
    if written != tool.document():
        pytest.fail(f"docs/dates.md is out of date; renew it with: {tool.COMMAND}")


def test_every_warning_is_explained_and_no_other(tool: ModuleType) -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in READER.glob("*.py"))
    assert set(RAISED.findall(code)) == set(tool.WARNINGS)


@pytest.mark.parametrize("record", [DateReading, DateContext])
def test_every_field_is_explained(
    tool: ModuleType, record: type[DateReading | DateContext]
) -> None:
    text = tool.document()
    for field in dataclasses.fields(record):
        assert f"`{field.name}`" in text, field.name


def test_no_row_of_a_table_is_broken(tool: ModuleType) -> None:
    width = 0
    for line in tool.document().split("\n"):
        cells = len(re.findall(r"(?<!\\)\|", line)) if line.startswith("|") else 0
        assert cells in (0, width) or not width, line
        width = cells
