"""docs/source-file.md names every key of a source file, as the models describe it."""

from pathlib import Path

import pytest
from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from sources import Entry, Follow, OrganizerDefault, Source

DOCUMENT = Path(__file__).parents[2] / "docs" / "source-file.md"


def rows(model: type[BaseModel]) -> list[str]:
    found = ["| key | default | what it says |", "|---|---|---|"]
    for name, field in model.model_fields.items():
        default = "required" if field.default is PydanticUndefined else shown(field.default)
        found.append(f"| `{name}` | {default} | {field.description} |")
    return found


def shown(value: object) -> str:
    if isinstance(value, BaseModel):
        return "the defaults below"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return "" if value in ("", (), None) else f"`{value}`"


@pytest.mark.parametrize(
    ("heading", "model"),
    [
        ("The top level", Source),
        ("`[[entries]]`", Entry),
        ("`[follow]`", Follow),
        ("`[organizer]`", OrganizerDefault),
    ],
)
def test_each_table_stands_in_the_document(heading: str, model: type[BaseModel]) -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    section = text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    assert [line for line in section.splitlines() if line.startswith("|")] == rows(model)
