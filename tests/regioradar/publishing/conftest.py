"""What a public folder holds, and files to put into it."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from regioradar.publishing import Fresh, Published, publish

Put = Callable[[Mapping[str, bytes], Path], Published]


@pytest.fixture(scope="session")
def put() -> Put:
    """Publish these files, none of which may be skipped the next time."""

    def of(files: Mapping[str, bytes], folder: Path) -> Published:
        return publish({name: Fresh(body=body, key="") for name, body in files.items()}, (), folder)

    return of


@pytest.fixture(scope="session")
def tree() -> Callable[[Path], dict[str, bytes]]:
    """All files of a folder with their bytes, but for the manifest."""

    def of(folder: Path) -> dict[str, bytes]:
        files = (file for file in folder.rglob("*") if file.is_file())
        found = {str(file.relative_to(folder)): file.read_bytes() for file in files}
        found.pop(".regioradar.json", None)
        return found

    return of
