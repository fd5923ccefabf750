"""Sends a test through everything that [notify] names, and says what came back of each.

Nothing of it is noted: what is due is told as ever.
"""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from pydantic import SecretStr

from model import RegioRadarError
from regioradar.config import Config
from regioradar.mailing import message, send
from regioradar.notify import in_german
from regioradar.notify.channels import HOOK, MAIL, call_hook
from regioradar.notify.metrics import MetricsError
from regioradar.notify.pinging import ping

_TITLE = "RegioRadar: a test, nothing has happened"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What came of one test; `fault` is "" where it went well."""

    name: str
    fault: str


def trials(config: Config, now: datetime) -> Iterator[Trial]:
    """Carry out the tests, one after the other."""
    for name, test in _tests(config, now):
        try:
            yield Trial(name=name, fault=test())
        except RegioRadarError as error:
            yield Trial(name=name, fault=str(error))


def _tests(config: Config, now: datetime) -> Iterator[tuple[str, Callable[[], str]]]:
    notify = config.notify
    if notify.command:
        yield HOOK, partial(_hook, config, now)
    if notify.mail:
        yield MAIL, partial(_mail, config, now)
    # The alarm first: the last word is that all is well.
    for key in ("ping_fail_url", "ping_url"):
        address: SecretStr | None = getattr(notify, key)
        if address is not None:
            yield key, partial(_ping, address, notify.ping_timeout)
    if notify.metrics_file is not None:
        yield "metrics_file", partial(_writable, notify.metrics_file)


def _hook(config: Config, now: datetime) -> str:
    call_hook(config, {}, (), now, title=_TITLE, test=True)
    return ""


def _mail(config: Config, now: datetime) -> str:
    mail = message(config.mail, in_german.TEST_SUBJECT, in_german.TEST_TEXT, now=now)
    return "; ".join(f"not sent to {who}" for who in send(config.mail, mail))


def _ping(address: SecretStr, timeout: float) -> str:
    ping(address, timeout)
    return ""


def _writable(file: Path) -> str:
    """Try what a run does, without touching the file that stands."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=file.parent, prefix=f"{file.name}."):
            return ""
    except OSError as error:
        raise MetricsError(f"{file}: cannot be written: {error.strerror or error}") from error
