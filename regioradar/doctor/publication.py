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
    findings = []
    if cut_off:
        findings.append(
            _GROUP.warn(
                "publication",
                f"one was cut off in {folder}: some files are new, some old",
                "regioradar publish does the rest; a run at work may be doing so now",
            )
        )
    if not standing.names:
        return False, [*findings, _GROUP.ok("files", f"nothing is published yet in {folder}")]
    findings += files_judged(standing, full=full)
    findings += main_judged(folder / _MAIN)
    return True, findings


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
