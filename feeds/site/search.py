"""The form of the search on the first page: what can be chosen. A script does the searching."""

from collections.abc import Iterable
from dataclasses import dataclass

from feeds.edition import Contents, Edition
from feeds.selections import Dimension
from feeds.site.static import address

SCRIPT = "suche.js"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One choice of a filter: its value in the address of the page, and its name."""

    value: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """One filter: its name in the address of the page, its label and its choices.

    `anything` is the choice that lets everything through.
    """

    name: str
    label: str
    anything: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchForm:
    """The filters that there are, and the address of the script within the site."""

    filters: tuple[Filter, ...]
    script: str


_FILTERS = (
    ("land", "Bundesland", "Alle Länder", Dimension.LAND),
    ("region", "Region", "Alle Regionen", Dimension.REGION),
    ("thema", "Thema", "Alle Themen", Dimension.TOPIC),
    ("art", "Art der Quelle", "Alle Arten", Dimension.SOURCE_KIND),
)
_ATTENDANCE = Filter(
    name="ort",
    label="Teilnahme",
    anything="Vor Ort und online",
    choices=(Choice(value="vor-ort", text="Vor Ort"), Choice(value="online", text="Online")),
)


def search_form(edition: Edition) -> SearchForm:
    """Return the form. A filter without choices is left out."""
    published = tuple(edition.contents.values())
    filters = (
        Filter(name=name, label=label, anything=anything, choices=_choices(published, dimension))
        for name, label, anything, dimension in _FILTERS
    )
    return SearchForm(
        filters=(*(found for found in filters if found.choices), _ATTENDANCE),
        script=address(SCRIPT),
    )


def _choices(published: Iterable[Contents], dimension: Dimension) -> tuple[Choice, ...]:
    return tuple(
        Choice(value=selection.slug.rpartition("/")[2], text=selection.title)
        for selection in (contents.selection for contents in published)
        if selection.dimension is dimension
    )
