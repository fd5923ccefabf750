"""What an installation brings: pinned, under licences that fit, and asked about honestly."""

import importlib.util
import json
import os
import re
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import distribution
from pathlib import Path

import audit
import licences_doc
import pytest
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PINNED = dict(
    line.split("==") for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()
)


needs_extras = pytest.mark.skipif(
    importlib.util.find_spec("scrapy_playwright") is None and os.environ.get("CI") != "true",
    reason="the extras are not installed (make javascript)",
)


@needs_extras
def test_everything_that_an_installation_brings_is_pinned_as_it_is_installed():
    pinned = {canonicalize_name(name): version for name, version in PINNED.items()}
    assert len(pinned) == len(PINNED)
    installed = {name: there.version for name, (there, _) in licences_doc.closure().items()}
    assert len(installed) > 80
    assert {name: pinned.get(name) for name in installed} == installed


@needs_extras
def test_every_library_has_a_licence_that_fits_and_a_line_in_the_document():
    text = licences_doc.TARGET.read_text("utf-8")
    for one in licences_doc.libraries():
        assert f"\n| {one.name} | {one.version} | {one.licence} | " in text, "make docs"


def test_the_document_names_nothing_that_is_not_pinned():
    """Another Python brings a few libraries more or fewer; their versions are the same."""
    rows = re.findall(
        r"^\| ([\w.-]+) \| (\d[\w.]*) \| [^|]+ \| [^|]+ \|$",
        licences_doc.TARGET.read_text("utf-8"),
        re.MULTILINE,
    )
    assert len(rows) > 80
    pinned = {canonicalize_name(name): version for name, version in PINNED.items()}
    assert [row for row in rows if pinned.get(canonicalize_name(row[0])) != row[1]] == []


@pytest.mark.parametrize("name", licences_doc.LOOKED_UP)
def test_what_was_looked_up_is_what_the_library_brings(name):
    there = distribution(name)
    files = [file for file in there.files or () if "LICENSE" in file.name]
    (text,) = [" ".join(file.read_text("utf-8").split()) for file in files]
    assert "Redistributions in binary form must reproduce" in text
    assert re.search(r"Neither the name of|The names of the contributors may not", text)
    assert licences_doc.LOOKED_UP[name] == "BSD-3-Clause"


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("MIT", True),
        ("Apache-2.0 OR GPL-3.0-only", True),
        ("Apache-2.0 AND GPL-3.0-only", False),
        ("(MIT AND PSF-2.0) OR GPL-3.0-only", True),
        ("GPL-3.0-or-later", False),
        ("AGPL-3.0-only", False),
        ("says nothing", False),
        ("", False),
    ],
)
def test_a_licence_is_accepted_by_all_of_its_parts(expression, expected):
    assert licences_doc.accepted(expression) is expected


def library(name: str, *faults: str, skipped: bool = False) -> dict[str, object]:
    if skipped:
        return {"name": name, "skip_reason": "not found"}
    vulns = [{"id": fault, "fix_versions": ["2.0"], "aliases": []} for fault in faults]
    return {"name": name, "version": "1.0", "vulns": vulns}


@pytest.mark.parametrize(
    ("found", "pinned", "code", "said"),
    [
        ([library("a"), library("b")], 2, audit.CLEAN, "2 of 2 libraries were answered for"),
        ([library("a"), library("b", "X-1")], 2, audit.VULNERABLE, "b 1.0: X-1, mended in 2.0"),
        ([library("a"), library("b", skipped=True)], 2, audit.NOT_AUDITED, "NOT AUDITED: only 1"),
        ([library("a", "X-1"), library("b", skipped=True)], 2, audit.VULNERABLE, "X-1"),
        ([], 2, audit.NOT_AUDITED, "NOT AUDITED: only 0 of 2"),
    ],
)
def test_only_an_answer_for_each_of_them_is_clean(found, pinned, code, said):
    answer = audit.judged({"dependencies": found}, "osv", pinned)
    assert answer.code == code
    assert said in " ".join(answer.lines)


class Osv(BaseHTTPRequestHandler):
    """A service that knows of one vulnerability, in the form of OSV's interface."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        bad = asked["package"]["name"] == "badlib"
        known = {
            "id": "PYSEC-2026-1",
            "modified": "2026-01-01T00:00:00Z",
            "affected": [
                {
                    "package": {"name": "badlib", "ecosystem": "PyPI"},
                    "ranges": [
                        {
                            "type": "ECOSYSTEM",
                            "events": [{"introduced": "0"}, {"fixed": "1.1"}],
                        }
                    ],
                }
            ],
        }
        body = json.dumps({"vulns": [known]} if bad else {}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (named by http.server)
        """Say nothing."""


@pytest.mark.allow_hosts(["127.0.0.1"])
@pytest.mark.parametrize(
    ("lines", "code", "said"),
    [
        ("goodlib==1.0\n", 0, "no known vulnerability: 1 of 1 libraries"),
        ("goodlib==1.0\nbadlib==1.0\n", 1, "badlib 1.0: PYSEC-2026-1, mended in 1.1"),
    ],
)
def test_the_tool_asks_and_says_what_was_answered(tmp_path, lines, code, said):
    (tmp_path / "pinned.txt").write_text(lines, "utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), Osv) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            done = ask(tmp_path / "pinned.txt", server.server_port)
        finally:
            server.shutdown()
            thread.join()
    assert (done.returncode, said in done.stdout) == (code, True), done.stdout + done.stderr


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_where_nobody_answers_it_does_not_pass(tmp_path):
    (tmp_path / "pinned.txt").write_text("goodlib==1.0\n", "utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), Osv) as server:
        port = server.server_port
    done = ask(tmp_path / "pinned.txt", port)
    assert done.returncode == audit.NOT_AUDITED
    assert "NOT AUDITED: osv" in done.stdout


def ask(file: Path, port: int) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, str(ROOT / "tools" / "audit.py"), "--requirements", str(file)]
    command += ["--osv-url", f"http://127.0.0.1:{port}/v1/query"]
    return subprocess.run(command, capture_output=True, text=True, timeout=120)
