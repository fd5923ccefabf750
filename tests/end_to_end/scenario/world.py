"""The region on one day: what stands on its web sites, and what subscribers must find of it.

What a feed must hold is kept as truths, apart from the pages: a happening changes both.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from scenario import templates
from scenario.notices import Notice
from scenario.region import BODIES, Body
from scenario.truths import Truth, truth_of


class Outage(StrEnum):
    """What a web site's server does in place of answering."""

    ERROR = "503"
    TIMEOUT = "timeout"
    APOLOGY = "apology"
    EMPTY = "empty list"
    """The list is there with nothing in it."""


@dataclass(kw_only=True)
class Leaf:
    """The page of an event: the notices on it by alias. `gone`: its address answers 404."""

    notices: dict[str, Notice]
    listed: bool = True
    gone: bool = False


@dataclass(kw_only=True)
class Site:
    """The web site of a body; `leaves` by path, in the order of posting."""

    body: Body
    leaves: dict[str, Leaf] = field(default_factory=dict)
    outage: Outage | None = None
    relaunched: bool = False
    dateless: frozenset[str] = frozenset()
    """The events whose days its pages do not show: they were lost in a redesign."""

    def url(self, path: str) -> str:
        return f"http://{self.body.host}{path}"

    def shown(self, alias: str, notice: Notice) -> Notice:
        """A notice as the site shows it now."""
        if alias not in self.dateless:
            return notice
        return replace(notice, start=None, end=None, rough="Termin siehe Aushang")

    def entries(self, today: date) -> list[tuple[str, str, Notice]]:
        """What the list shows: path, alias, notice; what is over falls off."""
        return [
            (path, alias, notice)
            for path, leaf in self.leaves.items()
            for alias, notice in leaf.notices.items()
            if leaf.listed
            and (self.body.list_kind == "press" or (notice.last_day or today) >= today)
        ]


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a server says to a request; `body` is None where there is no page."""

    url: str
    is_list: bool
    body: str | None = None
    status: int = 200


class World:
    """The region. `touched` are the aliases of the events that something befell today.

    `stirred`: pages came or went, which the web page may tell though no event is another.
    """

    def __init__(self) -> None:
        self.today = date.min
        self.sites = {key: Site(body=body) for key, body in BODIES.items()}
        self.truths: dict[str, Truth] = {}
        self.touched: set[str] = set()
        self.stirred = False

    def begin(self, today: date) -> None:
        """A new day, before anything happens on it."""
        self.today = today
        self.touched, self.stirred = set(), False

    # --- What bodies do -----------------------------------------------------------------------

    def post(self, alias: str, on: str, path: str = "", **facts: Any) -> None:
        """A body puts up a page; the first one of an event says what is true of it."""
        notice = Notice(**facts)
        site = self.sites[on]
        leaf = site.leaves.setdefault(path or f"/{alias}.html", Leaf(notices={}))
        leaf.notices[alias] = notice
        if alias not in self.truths:
            self.truths[alias] = truth_of(notice)
        self._told(alias, site, path or f"/{alias}.html")

    def copy(self, alias: str, source: str, on: str, path: str = "", **other: Any) -> None:
        """Another body takes an event over from the site of `source`, with `other` words."""
        self.post(alias, on, path, **{**vars(self.notice(alias, source)), **other})

    def replace_page(self, alias: str, on: str, path: str, **facts: Any) -> None:
        """A page that told of another event tells of this one from now on."""
        leaf = self.sites[on].leaves.pop(path, None)
        self.touched |= leaf.notices.keys() if leaf else set()
        self.post(alias, on, path, **facts)

    def report(self, alias: str, on: str, path: str, **facts: Any) -> None:
        """A body tells of an event that has been: no new event, one more page of the old one."""
        site = self.sites[on]
        notice = Notice(start=None, **facts)
        site.leaves[path] = Leaf(notices={f"report:{alias}": notice})
        self.state(alias, reports=self.truths[alias].reports | {site.url(path)})

    def page_without_event(self, on: str, path: str, **facts: Any) -> None:
        """A body puts up a page that tells of no event, linked in its list."""
        notice = Notice(start=None, **facts)
        self.sites[on].leaves[path] = Leaf(notices={path: notice})
        self.stirred = True

    def take_down(self, alias: str, on: str) -> None:
        """The page of an event answers 404; its list still names it."""
        self.leaf(alias, on).gone = self.stirred = True

    def put_back(self, alias: str, on: str) -> None:
        """The page answers again."""
        self.leaf(alias, on).gone, self.stirred = False, True

    def unlist(self, alias: str, on: str) -> None:
        """The list names an event no more; nothing leads to its page."""
        self.leaf(alias, on).listed, self.stirred = False, True

    def relaunch(self, on: str) -> None:
        """A body's site is built anew: other addresses, other markup."""
        site = self.sites[on]
        site.relaunched = True
        site.leaves = {f"/neu{path.removesuffix('.html')}/": v for path, v in site.leaves.items()}
        for path, leaf in site.leaves.items():
            if leaf.listed and not leaf.notices.keys() - self.truths.keys():
                for alias, notice in leaf.notices.items():
                    if (notice.last_day or self.today) >= self.today:
                        self._told(alias, site, path)

    def edit(self, alias: str, on: str, *, true: bool = True, **facts: Any) -> None:
        """A body changes its page. `true`: subscribers must find what it says from now on."""
        leaf = self.leaf(alias, on)
        leaf.notices[alias] = notice = replace(leaf.notices[alias], **facts)
        if true and alias in self.truths:
            before, now = self.truths[alias], truth_of(notice)
            place = now.place if facts.keys() & {"house", "town"} else before.place
            self.truths[alias] = replace(
                before,
                title=now.title,
                start=now.start,
                end=now.end,
                rough_until=now.rough_until,
                place=place,
            )
        self.touched.add(alias)

    def state(self, alias: str, **truth: Any) -> None:
        """Say outright what subscribers must find of an event."""
        self.truths[alias] = replace(self.truths[alias], **truth)
        self.touched.add(alias)

    def join(self, alias: str, other: str) -> None:
        """Staff know that two events are one: the first stands for both."""
        pages = self.truths.pop(other).pages
        self.state(alias, pages=self.truths[alias].pages | pages)

    def split(self, alias: str, other: str, on: str) -> None:
        """Staff know that what a body tells is another event."""
        site = self.sites[on]
        leaf = self.leaf(alias, on)
        leaf.notices[other] = leaf.notices.pop(alias)
        path = next(path for path, found in site.leaves.items() if found is leaf)
        self.truths[other] = truth_of(leaf.notices[other])
        self._told(other, site, path)
        self.state(alias, pages=self.truths[alias].pages - self.truths[other].pages)

    def notice(self, alias: str, on: str) -> Notice:
        """What a body's page says of an event."""
        return self.leaf(alias, on).notices[alias]

    def leaf(self, alias: str, on: str) -> Leaf:
        """The page of a body that tells of an event, the last one where there are several."""
        found = [leaf for leaf in self.sites[on].leaves.values() if alias in leaf.notices]
        return found[-1]

    def _told(self, alias: str, site: Site, path: str) -> None:
        urls = {site.url(path)}
        if site.body.list_kind == "listing":
            urls.add(site.body.list_url)
        self.state(alias, pages=self.truths[alias].pages | urls)

    def rolls_over(self) -> bool:
        """Whether an event began or ended yesterday, on any page, or leaves the calendar today."""
        one = timedelta(days=1)
        leaves = (leaf for site in self.sites.values() for leaf in site.leaves.values())
        notices = (notice for leaf in leaves for notice in leaf.notices.values())
        turns = {last + one for notice in notices if (last := notice.last_day) is not None}
        for truth in self.truths.values():
            last = truth.last_day or truth.rough_until
            if truth.first_day is not None:
                turns.add(truth.first_day + one)  # under way: the page has it elsewhere
            if last is not None:
                turns |= {last + one, last + truth.kept + one}
        return self.today in turns

    # --- What a crawl finds -------------------------------------------------------------------

    def answers(self, source_id: str) -> Iterator[Answer]:
        """What the requests of a polite crawl get: the list, then what it links to."""
        site = self.sites[source_id]
        entries = site.entries(self.today)
        shown = [(path, site.shown(alias, notice)) for path, alias, notice in entries]
        start = Answer(url=site.body.list_url, is_list=True)
        if site.outage in (Outage.ERROR, Outage.TIMEOUT):
            yield replace(start, status=503 if site.outage is Outage.ERROR else 0)
            return
        if site.outage is Outage.APOLOGY:
            yield replace(start, body=templates.apology(site.body))
            return
        if site.outage is Outage.EMPTY:
            yield replace(start, body=templates.hollow(site.body))
            return
        text = templates.listing(site.body, shown, relaunched=site.relaunched)
        yield replace(start, body=text)
        for path in dict.fromkeys(path for path, _ in shown):
            leaf = site.leaves[path]
            page = Answer(url=site.url(path), is_list=False)
            if leaf.gone:
                yield replace(page, status=404)
            else:
                notices = [site.shown(alias, told) for alias, told in leaf.notices.items()]
                body = templates.detail(site.body, notices)
                yield replace(page, body=body)
