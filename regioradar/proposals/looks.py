"""What was looked at: single addresses with their readings, and what the first page says by itself.

Pure; which addresses are worth a further look is said here, who fetches them is decided elsewhere.
"""

from dataclasses import dataclass, field
from urllib.parse import urljoin

from crawler.discovery import Discovered, Lead, discovered_in
from crawler.markup import Html, read_html
from crawler.sitemaps import read_sitemap
from crawler.urls import identity
from crawler.xml_links import read_feed
from model import EntryKind, Extraction, Page, Severity
from regioradar.proposals.listing import Listing, find_listing
from regioradar.proposals.patterns import FollowRules, follow_rules
from sources import Entry

MOST_DETAILS = 3
"""So many pages behind the list are looked at."""
_MOST_LEADS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One address that was looked at: its page and what was read from it, or what was wrong."""

    url: str
    role: EntryKind
    page: Page | None = None
    extraction: Extraction | None = None
    fault: str = ""

    @property
    def events(self) -> int:
        """How many events were read."""
        return len(self.extraction.events) if self.extraction is not None else 0

    @property
    def news(self) -> int:
        """How many pieces of news were read."""
        return len(self.extraction.news) if self.extraction is not None else 0

    @property
    def problem(self) -> str:
        """Why the page gave nothing, in one line; empty where it could be read."""
        if self.fault or self.extraction is None:
            return self.fault
        grave = [p for p in self.extraction.problems if p.severity is Severity.ERROR]
        return grave[0].message if grave else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What the first page says by itself, and which addresses are worth a look."""

    look: Look
    html: Html | None = None
    discovered: Discovered = field(default_factory=Discovered)
    listing: Listing = field(default_factory=Listing)
    rules: FollowRules = field(default_factory=FollowRules)

    @property
    def leads(self) -> list[tuple[EntryKind, Lead]]:
        """What the page names as better than itself, the best first; calendars of one event not."""
        kinds = (
            (EntryKind.ICALENDAR, [x for x in self.discovered.calendars if not x.single]),
            (EntryKind.FEED, self.discovered.feeds),
            (EntryKind.REST, self.discovered.rest),
            (EntryKind.SITEMAP, () if self.listing.details else self.discovered.sitemaps),
        )
        found = {
            identity(lead.url).partition("://")[2]: (kind, lead)
            for kind, leads in reversed(kinds)
            for lead in reversed(leads)
        }
        return [*reversed(found.values())][:_MOST_LEADS]

    @property
    def home(self) -> str:
        """The root of the page's host."""
        return urljoin(self.look.url, "/")

    def further(self) -> tuple[Entry, ...]:
        """The addresses to look at next: the home page, the leads, a few details."""
        addresses = [
            *((EntryKind.PAGE, self.home),),
            *((kind, lead.url) for kind, lead in self.leads),
            *((EntryKind.PAGE, url) for url in self.listing.details[:MOST_DETAILS]),
        ]
        own = identity(self.look.url)
        entries = {identity(url): Entry(kind=kind, url=url) for kind, url in addresses}
        return tuple(entry for key, entry in entries.items() if key != own)


def draft_of(look: Look) -> Draft:
    """Return what the page of the first look says; an empty draft where it gave none."""
    page = look.page
    if page is None or look.role not in (EntryKind.LISTING, EntryKind.PAGE, EntryKind.PRESS):
        return Draft(look=look)
    html = read_html(page.body, page.content_type, page.url)
    if html is None:
        return Draft(look=look)
    events = look.extraction.events if look.extraction is not None else ()
    listing = find_listing(page, [event.url for event in events if event.url])
    return Draft(
        look=look,
        html=html,
        discovered=discovered_in(html),
        listing=listing,
        rules=follow_rules(listing.details, listing.navigation),
    )


def role_of(page: Page) -> EntryKind:
    """Return what stands at a page's address, by its content."""
    head = page.body[:200].lstrip(b"\xef\xbb\xbf \t\r\n").upper()
    if head.startswith(b"BEGIN:VCALENDAR"):
        return EntryKind.ICALENDAR
    if "json" in page.content_type.lower():
        return EntryKind.REST
    if read_feed(page.body, page.url) is not None:
        return EntryKind.FEED
    if read_sitemap(page.body, page.url) is not None:
        return EntryKind.SITEMAP
    return EntryKind.PAGE
