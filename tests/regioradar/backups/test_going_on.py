"""After a restore: subscribers have newer states of events than the database knows of."""

import json
import re
import shutil
from datetime import UTC, datetime, timedelta

from store import Store

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def told(calendar: bytes) -> dict[str, tuple[int, str, str]]:
    """SEQUENCE, LAST-MODIFIED and SUMMARY by UID."""
    found = {}
    for part in calendar.decode().replace("\r\n ", "").split("BEGIN:VEVENT")[1:]:
        lines = dict(re.findall(r"^(UID|SEQUENCE|LAST-MODIFIED|SUMMARY):(.*)\r$", part, re.M))
        found[lines["UID"]] = (
            int(lines["SEQUENCE"]), lines["LAST-MODIFIED"], lines["SUMMARY"],
        )  # fmt: skip
    return found


def rename(database, uid, *names):
    for number, name in enumerate(names):
        with Store.open(database) as store:
            now = NOW + timedelta(hours=number)
            store.staff.correct(uid, {"name": name}, by="otto", now=now)


def test_an_event_counts_on_from_what_stands(database, radar, publish, site):
    """It was changed three times after the backup, then the backup was restored."""
    assert radar("backup", "copy.sqlite", "--quick").exit_code == 0
    before = told(publish()["alle.ics"])
    uid = sorted(before)[0]
    rename(database, uid, "Eins", "Zwei", "Drei")
    newest = told(publish()["alle.ics"])
    assert newest[uid][0] == before[uid][0] + 3
    assert radar("restore", "copy.sqlite").exit_code == 0
    restored = publish()
    after = told(restored["alle.ics"])
    assert after[uid][0] == newest[uid][0] + 1
    assert after[uid][2] == before[uid][2]
    assert {other: after[other] for other in after if other != uid} == {
        other: before[other] for other in before if other != uid
    }
    assert publish() == restored
    rename(database, uid, "Vier")
    assert told(publish()["alle.ics"])[uid][0] == newest[uid][0] + 2


def test_it_is_no_earlier_state_for_a_reader_of_feeds(database, radar, publish, site):
    """LAST-MODIFIED, too, goes on: the state that came back is the newest one."""
    assert radar("backup", "copy.sqlite", "--quick").exit_code == 0
    uid = sorted(told(publish()["alle.ics"]))[0]
    rename(database, uid, "Eins")
    newest = told(publish()["alle.ics"])[uid]
    assert radar("restore", "copy.sqlite").exit_code == 0
    done = radar("publish", "--today", "2026-03-03", "--json")
    assert done.exit_code == 0, done.stdout
    assert json.loads(done.stdout)
    after = told((site / "var/public/alle.ics").read_bytes())[uid]
    assert after[0] > newest[0]
    assert after[1] > newest[1]
    shutil.rmtree(site / "var/public")
