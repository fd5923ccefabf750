"""Reading a built page as its readers see it."""

from collections.abc import Iterable, Iterator, Mapping

import pytest
from lxml import html

from feeds.build import plan
from feeds.cards import event_slug
from feeds.files import File


class Page:
    """A page as its readers see it: texts with single spaces."""

    def __init__(self, data: bytes) -> None:
        self.root = html.document_fromstring(data.decode())

    def texts(self, path: str) -> list[str]:
        return [" ".join(e.text_content().split()) for e in self.root.cssselect(path)]

    def text(self, path: str) -> str:
        (found,) = self.texts(path)
        return found

    def hrefs(self, path: str) -> list[str]:
        return [e.get("href") for e in self.root.cssselect(path)]

    def has(self, path: str) -> bool:
        return bool(self.root.cssselect(path))


class Files(Mapping[str, bytes]):
    """The bytes of planned files by their names, made when they are asked for."""

    def __init__(self, files: Iterable[File]) -> None:
        self._files = {file.name: file for file in files}

    def __getitem__(self, name: str) -> bytes:
        return self._files[name].make().body

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


class Site:
    """The pages of a build by their file names."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files

    def __getitem__(self, name: str) -> Page:
        return Page(self.files[name])

    def __contains__(self, name: str) -> bool:
        return name in self.files

    def names(self, prefix: str = "") -> list[str]:
        pages = (name for name in self.files if name.endswith(".html"))
        return sorted(name for name in pages if name.startswith(prefix))


@pytest.fixture
def site(make, settings):
    """Return a function that makes the website of these events, and of what else is named."""

    def made(*events, **fields) -> Site:
        own = fields.pop("settings", settings)
        planned = plan(make.snapshot(*events, **fields), own)
        assert planned.problems == ()
        return Site(Files(planned.files))

    return made


@pytest.fixture
def event_page(site):
    """Return the page of one event that is published alone, or with what else is named."""

    def page(stored, *others, **fields):
        return site(stored, *others, **fields)[f"{event_slug(stored.uid)}.html"]

    return page
