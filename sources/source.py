"""One source as its TOML file describes it: who it is, where to begin, what to follow.

The models only check what a file says; `sources.loading` reads files and words their faults.
"""

from enum import StrEnum
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, StrictBool, model_validator
from pydantic_core import PydanticCustomError

from model import EntryKind
from sources.values import (
    Address,
    Host,
    OptionalAddress,
    Pattern,
    RegionName,
    Selector,
    Text,
    host_of,
)


class SourceKind(StrEnum):
    """What kind of body a source is; decides which spider family crawls it."""

    MINISTRY = "ministry"
    FEDERAL_AGENCY = "federal_agency"
    METROPOLITAN_REGION = "metropolitan_region"
    NETWORK = "network"
    INSTITUTE = "institute"
    CHAMBER = "chamber"
    TRAINING = "training"
    STATE = "state"


class Cadence(StrEnum):
    """How often a source is worth a crawl."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


class CalendarLinks(StrEnum):
    """Which iCalendar files are fetched where pages link them."""

    LISTS = "lists"
    ALL = "all"
    NONE = "none"


class _Table(BaseModel):
    """A table of a source file: frozen, no unknown keys, blanks around texts dropped."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class OrganizerDefault(_Table):
    """`[organizer]`: who holds an event of this source where its page names nobody."""

    name: Text = Field(description="The official name of the organiser.")
    alternate_names: tuple[Text, ...] = Field(
        default=(), description="Other names and abbreviations of the organiser."
    )
    url: OptionalAddress = Field(
        default="", description="The organiser's own home page (http or https)."
    )


class Entry(_Table):
    """`[[entries]]`: one address at which a crawl begins."""

    kind: EntryKind = Field(
        description=(
            "What stands there: listing (a list of events), press (a list of press releases), "
            "page (any other HTML page), feed (RSS or Atom), icalendar, sitemap, rest (events or "
            "posts as JSON: The Events Calendar, WordPress, JSON Feed)."
        )
    )
    url: Address = Field(description="The address, http or https, without user name or password.")


class Follow(_Table):
    """`[follow]`: which links are followed from an entry point, and how far."""

    allow: tuple[Pattern, ...] = Field(
        default=(),
        description=(
            "Regular expressions, searched in the whole address; a link is followed if one of "
            "them matches. Empty: the links of a page's content on the source's hosts, but no "
            "files, legal notices, log-in, search, print and sorting pages and the like."
        ),
    )
    deny: tuple[Pattern, ...] = Field(
        default=(),
        description="Regular expressions; a link that one of them matches is never followed.",
    )
    next: Selector = Field(
        default="",
        description=(
            "CSS selector of the link to a list's next page. Empty: rel=next and the usual "
            "German paging links."
        ),
    )
    discover: StrictBool = Field(
        default=True,
        description=(
            "Whether the crawl also asks for the calendars, feeds, interfaces and sitemaps that "
            "the entry pages name on the source's hosts, of the kinds that are better than the "
            "best entry."
        ),
    )
    calendars: CalendarLinks = Field(
        default=CalendarLinks.LISTS,
        description=(
            "Which linked iCalendar files are fetched: lists (those of whole lists, found on entry "
            "pages), all (those of single events too), none."
        ),
    )
    trust_lastmod: StrictBool = Field(
        default=False,
        description=(
            "Whether an address whose lastmod in the sitemap lies before our last fetch is not "
            "asked for again. Only where the site is known to keep lastmod well."
        ),
    )
    max_pages: int = Field(
        default=100,
        ge=1,
        le=5000,
        strict=True,
        description="How many addresses one crawl of the source may ask for, entries included.",
    )
    max_bytes: int = Field(
        default=200_000_000,
        ge=100_000,
        le=20_000_000_000,
        strict=True,
        description="How many bytes, as unpacked, one crawl of the source may take in.",
    )
    max_seconds: int = Field(
        default=1800,
        ge=10,
        le=86_400,
        strict=True,
        description="How many seconds one crawl of the source may take.",
    )
    max_depth: int = Field(
        default=1,
        ge=0,
        le=5,
        strict=True,
        description="How many links a page may be away from an entry; paging does not count.",
    )
    max_list_pages: int = Field(
        default=20,
        ge=1,
        le=500,
        strict=True,
        description="How many pages of one list are read, the first included.",
    )
    max_months: int = Field(
        default=6,
        ge=0,
        le=36,
        strict=True,
        description='How many months ahead a calendar\'s "next month" is followed.',
    )


class Source(_Table):
    """One source: the top level of `sources/catalogue/<id>.toml`."""

    id: str = Field(
        pattern=r"^[a-z][a-z0-9_]*$",
        description=(
            "The source's id: lower-case letters, digits and underscores; also the name of this "
            "file, of the source's site parser and of its golden folder."
        ),
    )
    name: Text = Field(description="The official name of the body behind the source.")
    short_name: str = Field(default="", description="The name as shown in tables and feeds.")
    kind: SourceKind = Field(
        description=(
            "What kind of body it is: ministry, federal_agency, state, metropolitan_region, "
            "network, institute, chamber, training. Decides the spider family."
        )
    )
    home: OptionalAddress = Field(
        default="", description="The source's home page (http or https); empty if unknown."
    )
    regions: tuple[RegionName, ...] = Field(
        default=(),
        description=(
            "The regions that the source speaks for, official names from `sources/regions.toml`: "
            "bundesweit, a Land, a metropolitan or structural-change region. Empty if unknown."
        ),
    )
    enabled: StrictBool = Field(
        default=True, description="Whether the source is crawled. Needs at least one entry."
    )
    disabled_reason: str = Field(
        default="", description="Why the source is not crawled; required if enabled is false."
    )
    cadence: Cadence = Field(
        default=Cadence.WEEKLY,
        description="How often the source is worth a crawl: daily, weekly or monthly.",
    )
    expects_events: StrictBool = Field(
        default=True,
        description="Whether a crawl that finds no event at all is a sign of a fault.",
    )
    javascript: StrictBool = Field(
        default=False,
        description=(
            "Whether the lists are built by scripts and must be shown in a browser to be read. "
            "Needs the extra regioradar[javascript] and Chromium."
        ),
    )
    organizer: OrganizerDefault | None = Field(
        default=None,
        description="The default organiser; leave it out where the site tells of others' events.",
    )
    aliases: tuple[Text, ...] = Field(
        default=(), description="Other names and abbreviations under which texts name the body."
    )
    entries: tuple[Entry, ...] = Field(
        default=(), description="The addresses at which a crawl begins."
    )
    follow: Follow = Field(
        default=Follow(), description="Which links are followed from the entries, and how far."
    )
    hosts: tuple[Host, ...] = Field(
        default=(),
        description=(
            "The hosts that may be asked, exactly as written, with a port unless it is 80 or 443. "
            "Empty: the hosts of home and of the entries."
        ),
    )
    notes: str = Field(default="", description="Contact notes and remarks for operators.")

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        if self.enabled and not self.entries:
            raise _broken("entries", "an enabled source needs at least one entry")
        if self.enabled and self.disabled_reason:
            raise _broken("disabled_reason", "is given although the source is enabled")
        if not self.enabled and not self.disabled_reason:
            raise _broken("disabled_reason", "is required when enabled is false")
        addresses = [self.home, *(entry.url for entry in self.entries)]
        known = tuple(dict.fromkeys(host_of(url) for url in addresses if url))
        for entry in self.entries:
            if self.hosts and host_of(entry.url) not in self.hosts:
                raise _broken("hosts", f"lacks the host of the entry {entry.url}")
        if not self.hosts:
            # The model is frozen; this completes the default while it is being built.
            object.__setattr__(self, "hosts", known)
        return self


def _broken(key: str, message: str) -> PydanticCustomError:
    return PydanticCustomError("source_rule", "{message}", {"key": key, "message": message})
