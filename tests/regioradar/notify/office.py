"""The program in a folder with some sources, and all that it may tell somebody through."""

from datetime import date
from email import message_from_bytes
from email.policy import default

from click.testing import CliRunner
from prometheus_client.parser import text_string_to_metric_families

from regioradar.cli import main

GOOD = {"/a": "TERMIN 2026-09-06 Markttag"}


class Office:
    """The program in a folder with some sources, and all that it may tell somebody through."""

    def __init__(self, folder, server, program, watch, pages):
        self.folder, self.server, self.program, self.watch = folder, server, program, watch
        self.pages = pages
        self.nights = 0
        self.metrics = folder / "metrics" / "regioradar.prom"
        self.write(
            f'command = ["{program.file}"]\nmail = true\nping_url = "{watch.address}/ping/geheim"\n'
            f'ping_fail_url = "{watch.address}/fail/geheim"\nmetrics_file = "{self.metrics}"\n'
        )

    def write(self, notify):
        (self.folder / "regioradar.toml").write_text(
            'sources_dir = "sources"\ncontact = "a@example.org"\n[mail]\nsecurity = "none"\n'
            f'to = "erika@amt.example"\nsender = "radar@amt.example"\nhost = "127.0.0.1"\n'
            f"port = {self.server.port}\ntimeout = 5\n[notify]\n{notify}",
            encoding="utf-8",
        )

    def night(self, *options, code=None):
        """Run the program a day later; gives the result. None: whatever comes of the sources."""
        self.nights += 1
        day = date(2026, 3, self.nights).isoformat()
        result = CliRunner().invoke(main, ["run", "--all", *options, "--today", day])
        assert isinstance(result.exception, SystemExit | None), result.exception
        assert result.exit_code in ((0, 1) if code is None else (code,)), result.output
        return result

    def ask(self, *command, code=0):
        result = CliRunner().invoke(main, ["notify", *command])
        assert result.exit_code == code, result.output
        return result

    @property
    def hooked(self):
        """What the program was told: for each call the events with their subjects."""
        return [
            [(notice["event"], notice["subject"]) for notice in told["notices"]]
            for told in self.program.told
        ]

    @property
    def mails(self):
        return [message_from_bytes(m.content, policy=default) for m in self.server.box.mails]

    @property
    def subjects(self):
        return [mail["Subject"] for mail in self.mails]

    @property
    def figures(self):
        text = self.metrics.read_text(encoding="utf-8")
        return {
            (sample.name.removeprefix("regioradar_"), *sample.labels.values()): sample.value
            for family in text_string_to_metric_families(text)
            for sample in family.samples
        }
