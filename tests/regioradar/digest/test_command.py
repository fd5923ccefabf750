"""`regioradar digest` behind real runs: the crawl is played, the mail server is a real one."""

from email import message_from_bytes
from email.policy import default

import pytest
from click.testing import CliRunner

from regioradar.cli import main

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
DAY = "2026-03-02"


class Office:
    """The program in a folder with one source, and the mail server that it is told of."""

    def __init__(self, folder, server, pages):
        self.folder, self.server, self.pages = folder, server, pages
        self.write('to = ["erika@amt.example"]\nsender = "radar@amt.example"\n')

    def write(self, mail):
        (self.folder / "regioradar.toml").write_text(
            'sources_dir = "sources"\ncontact = "a@example.org"\n[mail]\nsecurity = "none"\n'
            f'host = "127.0.0.1"\nport = {self.server.port}\ntimeout = 5\n{mail}'
            '[review]\nbase_url = "https://radar.example/pruefung/"\n',
            encoding="utf-8",
        )

    def __call__(self, *command, code=0, day=DAY):
        result = CliRunner().invoke(main, [*command, "--today", day])
        assert result.exit_code == code, result.output
        return result.stdout if code == 0 else result.stderr

    @property
    def mails(self):
        return [message_from_bytes(m.content, policy=default) for m in self.server.box.mails]


@pytest.fixture
def office(start, play_crawl, plain_parser, write_source, tmp_path):
    write_source("alpha")
    pages = {"alpha": {"/a": "TERMIN 2026-09-06 Markttag"}}
    made = Office(tmp_path, start(), pages)
    play_crawl(pages)
    return made


def test_each_thing_is_mailed_once(office):
    office("run", "--all", "--no-quiet")
    assert office("digest") == "sent to 1 address\n"
    (mail,) = office.mails
    assert mail["Subject"] == "RegioRadar: 1 neu"
    assert mail["To"] == "erika@amt.example"
    assert "* Markttag\r\n  6. September 2026 · ALP" in mail.get_content()
    assert office("digest", day="2026-03-03") == "nothing to tell: no mail is sent\n"
    office.pages["alpha"]["/b"] = "TERMIN 2026-10-01 Erntefest"
    office("run", "--all", "--no-quiet", day="2026-03-03")
    office("digest", day="2026-03-03")
    (_, mail) = office.mails
    assert "Erntefest" in mail.get_content()
    assert "https://radar.example/pruefung/termin/" in mail.get_content()
    assert "Markttag" not in mail.get_content()
    assert "In der Warteschlange stehen 2 Termine" in mail.get_content()


def test_a_mail_that_failed_is_not_lost(office):
    office("run", "--all", "--no-quiet")
    office.server.box.refused = ("erika@amt.example",)
    assert "no recipient was taken" in office("digest", code=1)
    office.server.box.refused = ()
    office("digest")
    assert len(office.mails) == 1


def test_who_is_refused_is_named_and_the_others_have_it(office):
    office.write('to = "erika@amt.example,max@amt.example"\nsender = "radar@amt.example"\n')
    office("run", "--all", "--no-quiet")
    office.server.box.refused = ("max@amt.example",)
    assert "not sent to max@amt.example: 550" in office("digest", code=1)
    assert office("digest") == "nothing to tell: no mail is sent\n"
    assert len(office.mails) == 1


def test_a_dry_run_prints_the_mail_and_notes_nothing(office):
    office.write("")
    office("run", "--all", "--no-quiet")
    for _ in range(2):
        printed = office("digest", "--dry-run")
        assert printed.startswith("Subject: RegioRadar: 1 neu\n\nDas ist die erste Übersicht")
        assert "* Markttag\n" in printed
    assert office.mails == []


def test_a_source_that_breaks_and_recovers_is_mailed(office):
    office("run", "--all", "--no-quiet")
    office("digest")
    office.pages["alpha"] = {"/a": "LEER"}
    office("run", "--all", "--no-quiet", day="2026-03-04", code=1)
    office("digest", day="2026-03-04")
    assert office.mails[-1]["Subject"] == "RegioRadar: 1 Quelle gestört"
    office.pages["alpha"] = {"/a": "TERMIN 2026-09-06 Markttag"}
    office("run", "--all", "--no-quiet", day="2026-03-05")
    office("digest", day="2026-03-05")
    assert office.mails[-1]["Subject"] == "RegioRadar: 1 Quelle wieder in Ordnung"


def test_without_recipients_it_is_off(office):
    office.write("")
    office("run", "--all", "--no-quiet")
    assert "mail.to is empty" in office("digest", code=2)


def test_without_a_database_nothing_is_made(office):
    assert office("digest") == "nothing to tell: there is no database yet\n"
    assert not (office.folder / "var").exists()
    assert office.mails == []
