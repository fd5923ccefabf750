"""The `Setup` of the review application, out of the configuration and the catalogue of sources."""

from collections.abc import Callable, Mapping
from functools import partial

import parsers
from model import BERLIN, Page
from regioradar.clock import Clock
from regioradar.config import Config
from regioradar.joining import EventMatcher
from regioradar.opening import open_store
from regioradar.pages import read_page
from regioradar.reviewing.health import HealthOfSources
from regioradar.reviewing.preview import Previewer
from regioradar.reviewing.reading import find_places, read_times
from regioradar.reviewing.secrets import secret_in, secret_key
from regioradar.surroundings import Surroundings
from review.setup import OpenIdLogin, ProxyLogin, Settings, Setup, SourceCard
from sources import Catalogue, Source
from store import Store

_LONGEST_WAIT = 5.0
"""Seconds that somebody waits for a page while another writes; then the page says so."""


def setup_of(config: Config, catalogue: Catalogue, clock: Clock) -> Setup:
    """All that the application needs. Makes the key of its cookies where there is none yet.

    Raises ConfigError for a secret that cannot be read.
    """
    surroundings = Surroundings(catalogue.sources)
    matcher = EventMatcher(surroundings)
    known = {source.id: source for source in catalogue.sources}
    return Setup(
        settings=settings_of(config),
        open_store=partial(opener(config), make=False),
        now=clock.now,
        matcher=lambda: matcher,
        read_dates=read_times,
        places=find_places,
        text_of=partial(_text_of, known, surroundings),
        preview=Previewer(config, catalogue.sources, clock),
        sources={source.id: _card(source) for source in catalogue.sources},
        health=HealthOfSources(catalogue.sources, clock),
    )


def opener(config: Config) -> Callable[..., Store]:
    """What opens the database for one thread."""
    return partial(open_store, config, timeout=min(config.store.timeout, _LONGEST_WAIT))


def settings_of(config: Config) -> Settings:
    """The section [review] in the application's words."""
    review = config.review
    proxy = openid = None
    if review.networks:
        proxy = ProxyLogin(
            networks=review.networks,
            header=review.proxy_header,
            secret_header=review.proxy_secret_header,
            secret=secret_in(review.proxy_secret_file, "review.proxy_secret_file", least=20),
        )
    if review.oidc_issuer:
        openid = OpenIdLogin(
            issuer=review.oidc_issuer,
            client_id=review.oidc_client_id,
            client_secret=secret_in(review.oidc_secret_file, "review.oidc_secret_file"),
            claim=review.oidc_claim,
        )
    return Settings(
        secret_key=secret_key(config),
        base_url=review.base_url,
        trusted_hosts=review.hosts,
        secure=review.secure,
        proxies=review.proxies,
        session_hours=review.session_hours,
        soon_days=review.soon_days,
        claim_minutes=review.claim_minutes,
        bulk_least=review.bulk_least,
        page_size=review.page_size,
        logins_per_minute=review.logins_per_minute,
        title="RegioRadar",
        proxy_login=proxy,
        openid=openid,
    )


def _text_of(known: Mapping[str, Source], surroundings: Surroundings, page: Page) -> str:
    """The visible text of a page as the parsers see it, with which offsets of evidence go."""
    source = known.get(page.source_id)
    if source is None:
        day = page.fetched_at.astimezone(BERLIN).date()
        return parsers.extract(page, surroundings.context(None, day)).text
    return read_page(page, source, surroundings).text


def _card(source: Source) -> SourceCard:
    return SourceCard(
        id=source.id,
        name=source.name,
        short_name=source.short_name,
        home=source.home,
        kind=source.kind.value,
        enabled=source.enabled,
    )
