"""The public website: static pages, the style sheet and what search engines read."""

from collections.abc import Iterator

from feeds.edition import Edition
from feeds.files import File, Made, key_of
from feeds.site import entries, index
from feeds.site.templates import stylesheet


def files(edition: Edition) -> Iterator[File]:
    """Yield all files of the website."""
    yield _first_page(edition)
    yield _fixed(index.STYLESHEET, stylesheet())
    yield _fixed("robots.txt", index.robots())


def _first_page(edition: Edition) -> File:
    everything, settings = edition.everything, edition.settings
    coming = [card.stored for card in everything.coming]
    past = [card.stored for card in everything.past]
    beside = entries.neighbours(edition.snapshot, on_page=[*coming, *past[: index.MOST_PAST]])
    shown = [entries.event_entry(s, beside, settings, edition.today) for s in coming]
    over = [entries.event_entry(s, beside, settings, edition.today) for s in past]
    news = [entries.news_entry(card.stored, settings) for card in everything.news]

    def make() -> Made:
        body = index.write(
            everything.channel,
            coming=shown,
            past=over,
            news=news,
            settings=settings,
            today=edition.today,
            last_modified=everything.last_told,
        )
        return Made(body=body)

    key = key_of(shown, over, news, edition.today, everything.last_told, settings.fingerprint)
    return File(name="index.html", key=key, make=make)


def _fixed(name: str, body: bytes) -> File:
    return File(name=name, key=key_of(name, body), make=lambda: Made(body=body))
