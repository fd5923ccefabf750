"""The single checks: what each says of what was found."""

import ssl
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from regioradar.config import Config
from regioradar.doctor import certificates, clock, database, disk, machine, rights, runs
from regioradar.doctor.disk import Room
from regioradar.doctor.finding import State, size
from regioradar.doctor.lock import Holder, holder_of
from regioradar.lock import single_run
from sources import Cadence, load_catalogue
from store import Examination, Run

NOW = datetime(2026, 11, 23, 5, 20, tzinfo=UTC)
HERE = Path("/srv/radar")
FEW, SOME, MUCH = 100_000_000, 600_000_000, 50_000_000_000
SOUND = Examination(size=1)


def states(findings) -> list[State]:
    return [finding.state for finding in findings]


def room(free=MUCH, files=1_000_000, total=1_000_000, **more) -> Room:
    return Room(free=free, total=MUCH, files_free=files, files_total=total, **more)


@pytest.mark.parametrize(
    ("there", "needed", "expected"),
    [
        (room(), 0, [State.OK, State.OK]),
        (room(free=SOME), 0, [State.OK, State.OK]),
        (room(free=SOME), SOME, [State.WARN, State.OK]),
        (room(free=FEW), 0, [State.FAIL, State.OK]),
        (room(files=10_000), 0, [State.OK, State.WARN]),
        (room(files=10), 0, [State.OK, State.FAIL]),
        (room(files=0, total=0), 0, [State.OK]),  # btrfs counts no files
        (room(readonly=True), 0, [State.FAIL, State.OK, State.OK]),
    ],
)
def test_room_on_the_disk(there, needed, expected):
    assert states(disk.judged("database", HERE, there, needed)) == expected


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("ext4", State.OK), ("", State.OK), ("nfs4", State.FAIL), ("fuse.sshfs", State.FAIL)],
)
def test_the_kind_of_file_system(kind, expected):
    assert disk.kind_judged(HERE, kind).state is expected


def test_the_file_system_is_the_one_mounted_nearest(tmp_path):
    mounts = tmp_path / "mounts"
    lines = [f"a / ext4 rw 0 0\nb {tmp_path} nfs4 rw 0 0\nc {tmp_path}/in\\040side xfs rw 0 0\n"]
    mounts.write_text("".join(lines), "utf-8")
    (tmp_path / "in side" / "deep").mkdir(parents=True)
    assert disk.kind_of(tmp_path / "in side" / "deep", mounts) == "xfs"
    assert disk.kind_of(tmp_path, mounts) == "nfs4"
    assert disk.kind_of(tmp_path.parent, mounts) == "ext4"
    assert disk.kind_of(tmp_path, tmp_path / "none") == ""


def test_a_folder_that_is_not_there_is_judged_by_the_one_above(tmp_path):
    assert disk.existing(tmp_path / "a" / "b") == tmp_path
    (tmp_path / "file").write_text("", "utf-8")
    assert disk.existing(tmp_path / "file" / "b") == tmp_path


@pytest.mark.parametrize(
    ("now", "known", "expected"),
    [
        (NOW, {}, State.OK),
        (NOW, {"the last run": NOW - timedelta(days=1)}, State.OK),
        (NOW, {"the last run": NOW + timedelta(seconds=90)}, State.OK),
        (NOW, {"the last run": NOW + timedelta(hours=1)}, State.FAIL),
        (datetime(1970, 1, 1, tzinfo=UTC), {}, State.FAIL),
    ],
)
def test_the_time(now, known, expected):
    assert clock.time_judged(now, known).state is expected


@pytest.mark.parametrize(
    ("synchronised", "expected"), [(True, State.OK), (None, State.OK), (False, State.WARN)]
)
def test_the_time_server(synchronised, expected):
    assert clock.synchronised_judged(synchronised).state is expected


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("Europe/Berlin", State.OK),
        ("Europe/Vienna", State.OK),
        ("UTC", State.FAIL),
        ("America/New_York", State.FAIL),
        ("Europe/Istanbul", State.FAIL),  # turns no more since 2016
        ("Etc/GMT-1", State.FAIL),
    ],
)
def test_the_rules_of_the_time_zone(zone, expected):
    assert clock.zone_judged(ZoneInfo(zone), "made up").state is expected


def authority(days: int) -> dict[str, str]:
    until = NOW + timedelta(days=days)
    return {"notAfter": until.strftime("%b %d %H:%M:%S %Y GMT")}


@pytest.mark.parametrize(
    ("valid", "over", "expected"),
    [(140, 3, State.OK), (10, 0, State.WARN), (10, 140, State.WARN), (0, 0, State.FAIL)],
)
def test_the_authorities(valid, over, expected):
    known = [authority(100)] * valid + [authority(-100)] * over
    found = certificates.system_judged(known, "somewhere", NOW)
    assert found.state is expected
    assert str(valid) in found.found or not known


def test_authorities_are_counted_in_files_and_in_folders(tmp_path):
    paths = ssl.get_default_verify_paths()
    bundle = next(Path(p) for p in (paths.cafile, paths.openssl_cafile) if p and Path(p).exists())
    first = bundle.read_text("utf-8", "replace").partition("-----END CERTIFICATE-----")
    (tmp_path / "0123abcd.0").write_text(
        "-----BEGIN" + first[0].partition("-----BEGIN")[2] + first[1] + "\n", "ascii"
    )
    assert len(certificates._loaded(str(tmp_path / "none"), str(tmp_path))) == 1
    assert certificates._loaded(str(tmp_path / "none"), str(tmp_path / "none")) == []
    assert len(certificates._loaded(str(bundle), str(tmp_path / "none"))) > 1


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (SOUND, [State.OK, State.OK]),
        (Examination(unreadable="file is not a database"), [State.FAIL]),
        (Examination(faults=("Page 3: never used",)), [State.FAIL]),
        (Examination(foreign=True), [State.OK, State.FAIL]),
        (Examination(pending=("0006_review",)), [State.OK, State.WARN]),
        (Examination(unknown=("0099_later",)), [State.OK, State.FAIL]),
        (Examination(log_size=600_000_000), [State.OK, State.OK, State.WARN]),
    ],
)
def test_the_database(found, expected):
    assert states(database.judged(HERE / "radar.sqlite", found, full=False)) == expected


def test_an_old_sqlite():
    assert database.sqlite_judged((3, 22, 0)).state is State.FAIL
    assert database.sqlite_judged((3, 40, 1)).state is State.OK


def run_of(hours: float, code: int | None = 0) -> Run:
    """A run that began so many hours ago; without a code it has not ended."""
    began = NOW - timedelta(hours=hours)
    return Run(run_id=1, started_at=began, finished_at=began if code is not None else None,
               exit_code=code)  # fmt: skip


HELD, FREE, UNKNOWN = Holder("process 7", True), Holder("", False), Holder("process 7", None)


@pytest.mark.parametrize(
    ("found", "lock", "expected"),
    [
        ([], FREE, {"last run": State.OK}),
        ([run_of(24)], FREE, {"last run": State.OK, "rhythm": State.OK}),
        ([run_of(24, 1)], FREE, {"last run": State.OK, "rhythm": State.OK}),
        ([run_of(24, 2)], FREE, {"last run": State.FAIL, "rhythm": State.OK}),
        ([run_of(24, 3)], FREE, {"last run": State.FAIL, "rhythm": State.OK}),
        ([run_of(24, 5)], FREE, {"last run": State.FAIL, "rhythm": State.OK}),
        ([run_of(24, 130)], FREE, {"last run": State.FAIL, "rhythm": State.OK}),
        ([run_of(24 * 5)], FREE, {"last run": State.OK, "rhythm": State.FAIL}),
        ([run_of(1, None)], HELD, {"lock": State.OK, "last run": State.OK, "rhythm": State.OK}),
        ([run_of(20, None)], HELD, {"lock": State.FAIL, "last run": State.OK, "rhythm": State.OK}),
        ([run_of(2, None)], FREE, {"last run": State.WARN, "rhythm": State.OK}),
        ([run_of(2, None)], UNKNOWN, {"last run": State.OK, "rhythm": State.OK}),
        ([run_of(2, None), run_of(26)], FREE, {"last run": State.WARN, "rhythm": State.OK}),
    ],
)
def test_the_last_runs(found, lock, expected):
    daily = [load_catalogue().sources[0].model_copy(update={"cadence": Cadence.DAILY})]
    told = list(runs.look(Config(), found, daily, lock, NOW))
    assert {finding.name: finding.state for finding in told} == expected


@pytest.mark.parametrize(
    ("cadences", "days", "expected"),
    [
        (["daily", "weekly"], 2, State.FAIL),
        (["weekly"], 2, State.OK),
        (["weekly"], 8, State.FAIL),
        (["monthly"], 8, State.OK),
        ([], 2, State.FAIL),
    ],
)
def test_a_run_is_overdue_by_the_source_that_is_crawled_most_often(cadences, days, expected):
    any_source = load_catalogue().sources[0]
    sources = [any_source.model_copy(update={"cadence": Cadence(name)}) for name in cadences]
    assert runs.due_judged(NOW - timedelta(days=days), sources, NOW).state is expected


def test_memory_and_open_files():
    assert machine.memory_judged(FEW).state is State.WARN
    assert machine.memory_judged(MUCH).state is State.OK
    assert machine.memory_judged(None).state is State.OK
    assert machine.open_files_judged(256).state is State.WARN
    assert machine.open_files_judged(1024).state is State.OK
    assert machine.open_files_judged(-1).found == "without limit for a process"


@pytest.mark.parametrize(
    ("browser", "library", "expected"),
    [(True, True, State.OK), (False, True, State.FAIL), (True, False, State.FAIL)],
)
def test_the_browser(browser, library, expected):
    found = machine.browser_judged(["amt"], "/usr/bin/chromium", browser=browser, library=library)
    assert found.state is expected
    assert "amt" in found.found


def test_root_asks_in_place_of_the_service():
    owned = HERE / "radar.sqlite"
    assert states(rights.user_judged(0, 4711, owned)) == [State.WARN]
    assert states(rights.user_judged(4711, 4711, owned)) == []
    assert states(rights.user_judged(0, 0, owned)) == []


@pytest.mark.skipif(sys.platform != "linux", reason="/proc/locks is Linux's")
def test_a_lock_is_seen_and_not_touched(tmp_path):
    lock = tmp_path / "radar.lock"
    assert holder_of(lock) == Holder("", held=False)
    with single_run(lock, NOW):
        found = holder_of(lock)
        assert found.held
        assert found.told.startswith("process ")
    assert holder_of(lock).held is False
    assert holder_of(lock, tmp_path / "none").held is None


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "0 bytes"), (999, "999 bytes"), (1_000, "1.0 kB"), (1_400_000_000, "1.4 GB"),
     (23_000_000, "23 MB"), (5_000_000_000_000_000, "5,000 TB")],
)  # fmt: skip
def test_sizes_for_people(count, words):
    assert size(count) == words
