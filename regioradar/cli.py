"""The command line: finds the command, turns expected faults into one line and an exit code.

Each command lives in a module of `regioradar.commands` that is imported only when it is called, so
that `extract` and `dates` start without Scrapy and the feed libraries.
"""

import errno
import importlib
import signal
import sys
import threading
import traceback
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import click

from model import (
    ClockError,
    ConfigError,
    DecisionError,
    PublishError,
    RegioRadarError,
    SourceFileError,
    StoreError,
)
from regioradar.commands import Program
from regioradar.exit_codes import ExitCode
from regioradar.lock import AlreadyRunningError
from regioradar.logs import say

COMMANDS = {
    "run": "regioradar.commands.run:run",
    "crawl": "regioradar.commands.run:crawl",
    "publish": "regioradar.commands.run:publish",
    "reparse": "regioradar.commands.reparse:reparse",
    "extract": "regioradar.commands.extract:extract",
    "dates": "regioradar.commands.dates:dates",
    "match": "regioradar.commands.match:match",
    "event": "regioradar.commands.event:event",
    "pairs": "regioradar.commands.event:pairs",
    "decide": "regioradar.commands.decide:decide",
    "trust": "regioradar.commands.trust:trust",
    "corrections": "regioradar.commands.trust:corrections",
    "health": "regioradar.commands.health:health",
    "digest": "regioradar.commands.digest:digest",
    "prune": "regioradar.commands.prune:prune",
    "held": "regioradar.commands.held:held",
    "release": "regioradar.commands.held:release",
    "sources": "regioradar.commands.sources:sources",
    "selections": "regioradar.commands.selections:selections",
    "config": "regioradar.commands.config:config",
    "demo": "regioradar.commands.demo:demo",
    "serve": "regioradar.commands.serve:serve",
    "review": "regioradar.commands.review:review",
    "user": "regioradar.commands.user:user",
}
"""Each command and where it is, in the order of the help text."""

_INTERRUPTED = 130


class CommandGroup(click.Group):
    """Imports a command when it is called and words every expected fault as one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's)
        """All commands, in the order of `COMMANDS`."""
        return list(COMMANDS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 (click's)
        cmd_name: str,
    ) -> click.Command | None:
        """Import the command, or return None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command = getattr(importlib.import_module(module), name)
        if not isinstance(command, click.Command):
            raise TypeError(f"{COMMANDS[cmd_name]} is no command")
        return command

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> NoReturn:
        """Run the command line and end the process with its exit code."""
        extra["standalone_mode"] = False
        try:
            code = super().main(args, *rest, **extra)
        except click.exceptions.Exit as ended:
            code = ended.exit_code
        except click.Abort:
            say("interrupted")
            code = _INTERRUPTED
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.format_message(), err=True)
            code = ExitCode.CONFIGURATION
        except click.ClickException as error:
            say(_usage(error))
            code = ExitCode.CONFIGURATION
        except RegioRadarError as error:
            if "--debug" in (sys.argv[1:] if args is None else args):
                traceback.print_exc()
            say(str(error))
            code = exit_code(error)
        except OSError as error:
            if error.errno != errno.EPIPE:
                raise
            # Who read our output has gone (`| head`); the interpreter must not flush once more.
            sys.stdout = sys.stderr = None
            code = ExitCode.PARTLY
        sys.exit(code if isinstance(code, int) else ExitCode.OK)


def exit_code(error: RegioRadarError) -> ExitCode:
    """The exit code of an error that ended the program."""
    if isinstance(error, (ConfigError, SourceFileError, DecisionError)):
        return ExitCode.CONFIGURATION
    if isinstance(error, AlreadyRunningError):
        return ExitCode.ALREADY_RUNNING
    if isinstance(error, (PublishError, ClockError)):
        return ExitCode.NOT_PUBLISHED
    return ExitCode.STORE if isinstance(error, StoreError) else ExitCode.PARTLY


def _usage(error: click.ClickException) -> str:
    text = error.format_message().strip().rstrip(".")
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    return " ".join(f"{text} (see {ctx.command_path} --help)".split()) if ctx else text


@click.group(
    cls=CommandGroup,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path, dir_okay=False),
    envvar="REGIORADAR_CONFIG",
    help="Configuration file; else ./regioradar.toml where there is one.",
)
@click.option("--debug", is_flag=True, help="Log everything; show tracebacks of expected faults.")
@click.version_option(package_name="regioradar", message="%(prog)s %(version)s")
@click.pass_context
def main(ctx: click.Context, config_file: Path | None, debug: bool) -> None:
    """One calendar and one news feed for German regional development."""
    ctx.obj = Program(config_file=config_file, debug=debug)
    if threading.current_thread() is threading.main_thread():
        # A stop by systemd or kill ends as Ctrl-C does: one line, exit code 130.
        before = signal.signal(signal.SIGTERM, signal.default_int_handler)
        ctx.call_on_close(partial(signal.signal, signal.SIGTERM, before))
