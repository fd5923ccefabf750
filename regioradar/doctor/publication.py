"""The public folder: whether our files are there as they were left, and can be read."""

from collections.abc import Iterator
from pathlib import Path

from icalendar import Calendar

from model import PublishError
from regioradar.config import Config
from regioradar.doctor.finding import Finding, Group
from regioradar.publishing.journal import JOURNAL
from regioradar.publishing.standing import Standing

_GROUP = Group("feeds")
_MAIN = "alle.ics"
_NAMED = 3
_ANEW = "regioradar publish makes them anew"


def look(config: Config, *, full: bool) -> tuple[bool, list[Finding]]:
    """Whether anything is published, and how it is; with `full` the bytes of each file are read."""
    folder = config.public_folder
    try:
        cut_off = (folder / JOURNAL).exists()
        standing = Standing.read(folder)
    except (PublishError, OSError) as error:
        said = str(error).removeprefix(f"{folder}: ")
        mend = "correct the rights of the folder, or do what is said"
        return True, [_GROUP.fail("manifest", f"{folder}: {said}", mend)]
    if cut_off:
        return True, [_unfinished(folder)]
    if not standing.names:
        return False, [_GROUP.ok("files", f"nothing is published yet in {folder}")]
    findings = [*files_judged(standing, full=full), *main_judged(folder / _MAIN)]
    if any(finding.mend for finding in findings) and _has_moved(standing):
        return True, [_unfinished(folder)]
    return True, findings


def _unfinished(folder: Path) -> Finding:
    return _GROUP.warn(
        "publication",
        f"one has begun in {folder} and is not at its end: some files are new, some old",
        "ask again in a minute: a run may be at it. Else it was cut off, and regioradar publish "
        "does the rest",
    )


def _has_moved(standing: Standing) -> bool:
    """Whether somebody published while the files were looked at, so that they are of two sets."""
    try:
        now = Standing.read(standing.folder)
        return (standing.folder / JOURNAL).exists() or now.manifest != standing.manifest
    except (PublishError, OSError):
        return True


def files_judged(standing: Standing, *, full: bool) -> Iterator[Finding]:
    """Whether each file of ours is there as it was left."""
    names = sorted(standing.names)
    lost = [name for name in names if not (standing.folder / name).is_file()]
    altered = [
        name
        for name in names
        if name not in lost
        and not (standing.untouched(name) and (not full or _whole(standing, name)))
    ]
    for state, found in (("missing", lost), ("altered by somebody else", altered)):
        if found:
            more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
            shown = ", ".join(found[:_NAMED]) + more
            yield _GROUP.fail("files", f"{state} in {standing.folder}: {shown}", _ANEW)
    if not lost and not altered:
        what = "as they were left" if not full else "as they were left, byte for byte"
        yield _GROUP.ok("files", f"{len(names):,} files in {standing.folder} are {what}")


def main_judged(file: Path) -> Iterator[Finding]:
    """Whether the calendar of everything can be read as one."""
    try:
        calendar = Calendar.from_ical(file.read_bytes())
    except OSError as error:
        yield _GROUP.fail(_MAIN, f"{file}: {error.strerror}", _ANEW)
    except ValueError as error:
        yield _GROUP.fail(_MAIN, f"{file} is no calendar: {error}", _ANEW)
    else:
        count = sum(1 for _ in calendar.walk("VEVENT"))
        yield _GROUP.ok(_MAIN, f"{count:,} events")


def _whole(standing: Standing, name: str) -> bool:
    return standing.body(name) is not None
