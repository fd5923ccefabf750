"""Whether our own network is gone, told from how the crawls of a run ended. Pure.

What is our own fault is no fault of forty sources, and must not count as one.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from crawler.archive import SourceCrawl, Visited
from model import Verdict
from sources import host_of

_NO_ANSWER = (Verdict.UNREACHABLE, Verdict.TIMEOUT)
_FEWEST = 3
"""So many hosts that were well before, and of which none is reached any more, are no chance."""
_FEWEST_OF_ALL = 2
"""Where nothing at all is reached, so many are enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutOfReach:
    """The sources that no network led to; `since` (UTC) it was gone, None: from the start."""

    source_ids: tuple[str, ...]
    since: datetime | None

    def __str__(self) -> str:
        since = f" since {self.since:%H:%M} UTC" if self.since else ""
        return (
            f"no host could be reached{since}: is the network gone? {len(self.source_ids)} sources "
            f"do not count as crawled, the next run asks them: {', '.join(self.source_ids)}"
        )


def ended_without_answer(crawl: SourceCrawl) -> bool:
    """Whether the last thing that happened to a source was that nobody answered."""
    return bool(crawl.visits) and _unanswered(max(crawl.visits, key=lambda visit: visit.at))


def out_of_reach(
    crawls: Sequence[SourceCrawl], well: Collection[str], new: Collection[str] = ()
) -> OutOfReach | None:
    """Return what speaks for a network that is gone; None where nothing does.

    After the last answer of any host nobody answered any more, and that goes for several hosts.
    `well` are the ids of the sources that were reached when they were crawled last, `new` of those
    that never were. One that is dead for long speaks for nothing: in a run in which all that is
    due is dead for long, the network is well.
    """
    answers = [v.at for crawl in crawls for v in crawl.visits if not _unanswered(v)]
    since = max(answers, default=None)
    silent = [
        crawl
        for crawl in crawls
        if any(_unanswered(v) and (since is None or v.at >= since) for v in crawl.visits)
        and ended_without_answer(crawl)
    ]
    known = {*well, *new} if since is None else {*well}
    counted = [crawl for crawl in silent if crawl.source_id in known]
    hosts = {host_of(visit.url) for crawl in counted for visit in crawl.visits}
    if len(hosts) < (_FEWEST_OF_ALL if since is None else _FEWEST):
        return None
    return OutOfReach(source_ids=tuple(sorted(c.source_id for c in counted)), since=since)


def _unanswered(visited: Visited) -> bool:
    return visited.status == 0 and visited.verdict in _NO_ANSWER
