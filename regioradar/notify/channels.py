"""The channels that notices go through, as the configuration names them: a program, a mail."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from regioradar.config import Config
from regioradar.mailing import message, send
from regioradar.notify import in_german, words
from regioradar.notify.deciding import Event, Notice
from regioradar.notify.hook import run_hook

HOOK, MAIL, OUTPUT = "hook", "mail", "output"

_LARGEST = 100_000
"""Bytes of a variable; Linux takes no more than 128 KiB."""

Deliver = Callable[[Sequence[Notice], datetime], Sequence[str]]
"""Delivers notices; returns who of several was not reached, in words. Raises RegioRadarError."""


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to tell somebody. `tells` are the events that are worth a word there."""

    name: str
    deliver: Deliver
    tells: frozenset[Event] = frozenset(Event)


def channels(config: Config, names: Mapping[str, str]) -> Iterator[Channel]:
    """Those that are configured. `names` are those of the sources by id."""
    if config.notify.command:
        yield Channel(HOOK, partial(_hook, config, names))
    if config.notify.mail:
        # Staff paused it themselves. A program needs the word to close what it opened.
        yield Channel(MAIL, partial(_mail, config, names), frozenset(Event) - {Event.CLOSED})


def printed(names: Mapping[str, str], lines: list[str]) -> Channel:
    """What a run prints for cron, which mails it: always there. It adds its lines to `lines`."""

    def deliver(notices: Sequence[Notice], _now: datetime) -> Sequence[str]:
        lines.extend(words.line(notice, names) for notice in notices)
        return ()

    return Channel(OUTPUT, deliver, frozenset(Event) - {Event.CLOSED})


def call_hook(
    config: Config,
    names: Mapping[str, str],
    notices: Sequence[Notice],
    now: datetime,
    *,
    title: str = "",
    test: bool = False,
) -> None:
    """Run the program. Its variables have no prefix of ours: it may be one that calls us."""
    told = words.to_json(notices, names, now, test=test)
    if title:
        told["title"] = told["text"] = title
    variables = {
        "NOTICE_TITLE": told["title"],
        "NOTICE_TEXT": told["text"].encode()[:_LARGEST].decode(errors="ignore"),
        "NOTICE_TEST": "1" if test else "",
        **{f"NOTICE_{event.name}": str(told[event.value]) for event in Event},
    }
    body = json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")
    run_hook(config.notify.arguments, body, variables, config.notify.command_timeout)


def _hook(
    config: Config, names: Mapping[str, str], notices: Sequence[Notice], now: datetime
) -> Sequence[str]:
    call_hook(config, names, notices, now)
    return ()


def _mail(
    config: Config, names: Mapping[str, str], notices: Sequence[Notice], now: datetime
) -> Sequence[str]:
    body = in_german.text(notices, names, address=config.review.base_url)
    return send(config.mail, message(config.mail, in_german.subject(notices), body, now=now))
