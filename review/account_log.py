"""The log: who did what and when, from which value to which; searched, taken back, exported.

Routes are thin: the store keeps and filters the account.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from flask import Blueprint, Response, render_template, request, stream_with_context

from review import view, words
from review.access import may, now, setup, store, today
from review.log_rows import csv_lines, entries, json_lines
from store import ActKind, AuditFilter

blueprint = Blueprint("account_log", __name__)

_PAGE = 100
"""Rows of one page of the screen."""
_LONGEST = 200
_OF_ACCOUNTS = (ActKind.USER, ActKind.LOGIN, ActKind.LOGOUT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What an address asks for: the filter, and the page (from 1). `faults` name unread days."""

    wanted: AuditFilter
    page: int
    faults: tuple[str, ...] = ()

    @property
    def arguments(self) -> dict[str, str]:
        """What stands in addresses, without the page."""
        found = {
            "wer": self.wanted.by,
            "art": self.wanted.kind.value if self.wanted.kind else "",
            "von": self.wanted.since.isoformat() if self.wanted.since else "",
            "bis": self.wanted.until.isoformat() if self.wanted.until else "",
            "quelle": self.wanted.source_id,
            "termin": self.wanted.event_uid,
            "q": self.wanted.text,
        }
        return {name: value for name, value in found.items() if value}

    def url(self, page: int = 1, form: str = "") -> str:
        """The address of a page of it, or of an export (".csv", ".json")."""
        asked = {**self.arguments, **({"seite": str(page)} if page > 1 else {})}
        return view.path(f"/protokoll{form}") + (f"?{urlencode(asked)}" if asked else "")


@blueprint.get("/protokoll")
def index() -> str:
    """One page of the log, the latest first."""
    asked, desk = _asked(), store().desk
    found = desk.audit(asked.wanted, limit=_PAGE + 1, offset=(asked.page - 1) * _PAGE)
    rows = found[:_PAGE]
    numbers = {row.act for row in rows}
    acts = {act.act: act for act in desk.acts(numbers=numbers, limit=_PAGE)} if numbers else {}
    sources = setup().sources
    return render_template(
        "log.html",
        asked=asked,
        entries=entries(rows, acts, {each: card.name for each, card in sources.items()}),
        before=asked.url(asked.page - 1) if asked.page > 1 else "",
        after=asked.url(asked.page + 1) if len(found) > _PAGE else "",
        here=asked.url(asked.page),
        actors=desk.actors(),
        kinds=[(kind.value, words.ACTS[kind]) for kind in ActKind if _may_see(kind)],
        sources=sorted(
            ((each, card.name) for each, card in sources.items()), key=lambda s: s[1].casefold()
        ),
        moment=now(),
        managing=_MANAGED,
    )


_MANAGED = tuple(words.ACTS[kind] for kind in (ActKind.PAUSE, ActKind.RESUME, ActKind.RELEASE))
"""Acts that only who manages sources may take back."""


@blueprint.get("/protokoll.csv")
def as_csv() -> Response:
    """All of what was asked for, for a spreadsheet, oldest first."""
    rows = store().desk.audit_rows(_asked().wanted)
    return _download(csv_lines(rows), "text/csv; charset=utf-8", "csv")


@blueprint.get("/protokoll.json")
def as_json() -> Response:
    """All of what was asked for, for a program, oldest first."""
    rows = store().desk.audit_rows(_asked().wanted)
    return _download(json_lines(rows), "application/json", "json")


def _download(parts: Iterator[str], kind: str, ending: str) -> Response:
    response = Response(stream_with_context(parts), content_type=kind)
    name = f"protokoll-{today():%Y-%m-%d}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _may_see(kind: ActKind) -> bool:
    """Who logged in when is nobody's business but that of who manages the accounts."""
    return kind not in _OF_ACCOUNTS or may("verwalten")


def _asked() -> Asked:
    """What the address asks for; what makes no sense asks for everything."""

    def text(name: str) -> str:
        return request.args.get(name, "").strip()[:_LONGEST]

    faults: list[str] = []

    def day(name: str) -> date | None:
        try:
            return date.fromisoformat(text(name)) if text(name) else None
        except ValueError:
            faults.append(text(name))
            return None

    kind = next((kind for kind in ActKind if kind.value == text("art") and _may_see(kind)), None)
    page = text("seite")
    return Asked(
        wanted=AuditFilter(
            by=text("wer"),
            event_uid=text("termin"),
            source_id=text("quelle"),
            kind=kind,
            text=text("q"),
            since=day("von"),
            until=day("bis"),
            accounts=may("verwalten"),
        ),
        page=int(page) if page.isdecimal() and 0 < len(page) < 7 and int(page) else 1,
        faults=tuple(faults),
    )
