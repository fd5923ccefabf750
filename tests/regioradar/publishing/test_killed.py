"""A publication killed with SIGKILL at every step: the old set, or in the end the new one."""

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from model import PublishError
from regioradar.publishing import Fresh, Standing, publish
from regioradar.publishing.alone import alone
from regioradar.publishing.journal import JOURNAL, finish

OLD = {"index.html": b"alt", "alle.ics": b"gleich", "termin/a.html": b"alt", "weg/b.html": b"alt"}
NEW = {"index.html": b"neu", "alle.ics": b"gleich", "termin/a.html": b"neu!", "neu/c.html": b"neu"}

# Publishes the old set, then the new one in a child of its own for each step at which it is
# killed; prints the number of steps. All that changes the disk is a step.
KILLER = """
import os, pathlib, shutil, signal, sys
from regioradar.publishing import Fresh, publish, staging

def put(files, folder):
    publish({name: Fresh(body=body, key="k") for name, body in files.items()}, (), folder)

def count(step):
    left = [step]
    for owner, name in STEPS:
        def counted(*args, _real=getattr(owner, name), **more):
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left[0] -= 1
            return _real(*args, **more)
        setattr(owner, name, counted)

STEPS = [(os, n) for n in ("replace", "unlink", "rmdir", "mkdir", "utime", "fsync", "sync", "open")]
STEPS.append((pathlib.Path, "write_bytes"))
old, new, root = eval(sys.argv[1]), eval(sys.argv[2]), pathlib.Path(sys.argv[3])
staging._MANY = int(sys.argv[4])
os.sync = os.fsync = lambda *_: None  # a killed program loses nothing that was written
for step in range(1000):
    folder = root / str(step)
    put(old, folder)
    child = os.fork()
    if not child:
        count(step)
        put(new, folder)
        os._exit(0)
    if os.waitpid(child, 0)[1] == 0:
        break
print(step)
"""


@pytest.fixture(scope="module", params=[0, 64], ids=["many files", "few files"])
def remains(request, tmp_path_factory):
    """A folder for each step at which a publication of NEW over OLD was killed."""
    root = tmp_path_factory.mktemp("remains")
    told = subprocess.run(
        [sys.executable, "-c", KILLER, repr(OLD), repr(NEW), str(root), str(request.param)],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return [root / str(step) for step in range(int(told.stdout))]


@pytest.fixture
def killed(remains, tmp_path):
    """The same, to go on with."""
    return [shutil.copytree(folder, tmp_path / folder.name) for folder in remains]


def visible(folder: Path) -> dict[str, bytes]:
    files = (f for f in folder.rglob("*") if f.is_file() and not f.name.startswith("."))
    return {str(file.relative_to(folder)): file.read_bytes() for file in files}


def test_before_the_journal_the_old_set_stands_after_it_the_new_one_comes(killed):
    assert len(killed) > 20
    decided = [(folder / JOURNAL).exists() for folder in killed]
    first = decided.index(True)
    assert first > 8
    assert sum(decided) > 8
    for step, folder in enumerate(killed):
        found = visible(folder)
        assert all(found.get(n) in (OLD.get(n), NEW.get(n)) for n in {*OLD, *NEW}), step
        if step < first:
            assert found == OLD, step
        standing = Standing.open(folder)
        wanted = OLD if step < first else NEW
        assert visible(folder) == wanted, step
        assert all(standing.holds(name, "k") for name in wanted), step
        assert standing.names == set(wanted), step


def test_the_next_publication_leaves_nothing_of_a_killed_one(killed):
    for step, folder in enumerate(killed):
        publish({name: Fresh(body=body, key="") for name, body in NEW.items()}, (), folder)
        found = {str(path.relative_to(folder)) for path in folder.rglob("*")}
        assert found == {*NEW, "termin", "neu", ".regioradar.json"}, step


def test_finishing_can_be_cut_off_too(tmp_path, monkeypatch, put):
    """Ctrl-C between two names: both are changed before the program ends."""
    put(OLD, tmp_path)
    replaced, replace = [], Path.replace

    def interrupted(file: Path, target: Path) -> Path:
        done = replace(file, target)
        replaced.append(target.name)
        if len(replaced) == 2:  # the journal was the first
            signal.raise_signal(signal.SIGINT)
        return done

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        put(NEW, tmp_path)
    assert visible(tmp_path) == NEW
    assert not (tmp_path / JOURNAL).exists()
    assert Standing.open(tmp_path).names == set(NEW)


def test_a_fault_after_the_decision_says_who_does_the_rest(tmp_path, monkeypatch, put):
    put(OLD, tmp_path)
    replace = Path.replace

    def broken(file: Path, target: Path) -> Path:
        if target.name == "index.html":
            raise OSError(5, "Input/output error", str(target))
        return replace(file, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", broken)
        with pytest.raises(
            PublishError, match="published in part, the next publication puts the rest in place"
        ):
            put(NEW, tmp_path)
    assert visible(tmp_path)["index.html"] == b"alt"
    assert put(NEW, tmp_path).written == ()
    assert visible(tmp_path) == NEW


def test_what_another_publication_is_finishing_is_left_to_it(tmp_path, put):
    put(OLD, tmp_path)
    (tmp_path / JOURNAL).write_text('{"put": [], "remove": ["alle.ics"]}')
    with alone(tmp_path), pytest.raises(PublishError, match="another publication into this folder"):
        Standing.open(tmp_path)
    assert visible(tmp_path) == OLD
    assert Standing.open(tmp_path).body("alle.ics") is None


@pytest.mark.parametrize(
    "text", ["", "[]", json.dumps({"put": ["../../x"], "remove": []}), '{"put": 1, "remove": 2}']
)
def test_a_damaged_journal_changes_nothing(tmp_path, put, text):
    put(OLD, tmp_path)
    (tmp_path / JOURNAL).write_text(text)
    with pytest.raises(PublishError, match="is damaged"):
        finish(tmp_path)
    assert visible(tmp_path) == OLD
