"""Runs of the real program, one a day, in which only the crawl is played.

The played crawl asks the world in place of the web, with the archive's own entity tags; all that
comes after it, from the archive to the files on disk, is the program.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import regioradar.pipeline as pipeline
from crawler.archive import Archive, SourceCrawl, Visited
from model import EntryKind, Page, Problem, ProblemKind, Severity, Verdict
from regioradar.clock import Clock
from regioradar.config import Config, load
from regioradar.job import Job, Stages
from regioradar.outcome import Outcome
from regioradar.progress import Silent
from scenario.region import BODIES
from scenario.world import Answer, World
from sources import Source, load_catalogue

_FAULTS = {
    0: (ProblemKind.TIMEOUT, Verdict.TIMEOUT),
    404: (ProblemKind.GONE, Verdict.GONE),
    503: (ProblemKind.SERVER_ERROR, Verdict.SERVER_ERROR),
}


@dataclass
class Driver:
    """A working folder with the region's sources, and runs in it."""

    folder: Path
    config: Config
    sources: Sequence[Source]
    world: World

    @classmethod
    def prepare(cls, folder: Path, world: World) -> "Driver":
        """Write the source files and the settings."""
        (folder / "sources").mkdir(parents=True)
        for body in BODIES.values():
            file = folder / "sources" / f"{body.source_id}.toml"
            file.write_text(body.to_toml(), encoding="utf-8")
        settings = folder / "regioradar.toml"
        settings.write_text(
            'sources_dir = "sources"\ncontact = "radar@example.org"\n', encoding="utf-8"
        )
        config = load(settings)
        catalogue = load_catalogue(folder / "sources")
        assert not catalogue.faults
        return cls(folder, config, catalogue.enabled, world)

    @property
    def database(self) -> Path:
        return self.config.database_file

    def file(self, name: str) -> bytes:
        """A published file."""
        return (self.config.public_folder / name).read_bytes()

    def run(self, monkeypatch: pytest.MonkeyPatch) -> Outcome:
        """The run of the world's day, in the morning."""
        monkeypatch.setattr(pipeline, "crawl", self._crawl)
        return pipeline.run(self.job(hour=6), Stages(prune=True), Silent())

    def job(self, hour: int) -> Job:
        """A job on all sources at an hour of the world's day."""
        return Job(
            config=self.config,
            catalogue=self.sources,
            selected=self.sources,
            clock=Clock.at(self.world.today, hour=hour),
        )

    def release(self, source_id: str, by: str) -> None:
        """What `regioradar release` does, an hour before the run."""
        selected = [source for source in self.sources if source.id == source_id]
        job = replace(self.job(hour=5), selected=selected, released_by=by)
        pipeline.run(job, Stages(crawl=False, publish=False), Silent())

    def _crawl(self, sources: Sequence[Source], archive: Archive, **_: Any) -> None:
        for source in sources:
            self._crawl_source(source.id, archive)

    def _crawl_source(self, source_id: str, archive: Archive) -> None:
        now = datetime.now(UTC)  # the archive puts its own clock in the place of this
        pages: list[Page] = []
        unchanged: list[str] = []
        problems: list[Problem] = []
        visits: list[Visited] = []
        for answer in self.world.answers(source_id):
            verdict, message = Verdict.OK, ""
            if answer.body is None:
                kind, verdict = _FAULTS[answer.status]
                message = f"answered {answer.status}"
                problems.append(
                    Problem(kind=kind, message=message, severity=Severity.ERROR, url=answer.url)
                )
            else:
                page = _page(source_id, answer, now)
                known = archive.validators(source_id, answer.url)
                if page.etag and known is not None and known.etag == page.etag:
                    unchanged.append(answer.url)
                    verdict = Verdict.NOT_MODIFIED
                else:
                    pages.append(page)
            visits.append(
                Visited(
                    url=answer.url,
                    verdict=verdict,
                    role=_role(source_id, answer),
                    entry=answer.is_list,
                    at=now,
                    status=304 if verdict is Verdict.NOT_MODIFIED else answer.status,
                    message=message,
                )
            )
        archive.save_pages(source_id, pages, unchanged)
        archive.save_crawl(
            SourceCrawl(
                source_id=source_id,
                visits=tuple(visits),
                problems=tuple(problems),
                requests=len(visits),
                pages=len(pages) + len(unchanged),
                size=sum(len(page.body) for page in pages),
                started_at=now,
                finished_at=now,
                finish_reason="finished",
            )
        )


def _page(source_id: str, answer: Answer, now: datetime) -> Page:
    body = (answer.body or "").encode()
    etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"' if BODIES[source_id].validators else ""
    return Page(
        source_id=source_id,
        url=answer.url,
        body=body,
        fetched_at=now,
        content_type="text/html; charset=utf-8",
        etag=etag,
        role=_role(source_id, answer),
    )


def _role(source_id: str, answer: Answer) -> EntryKind:
    return EntryKind(BODIES[source_id].list_kind) if answer.is_list else EntryKind.PAGE
