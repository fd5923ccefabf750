"""`review`: the staff web application, on loopback where nothing else is said."""

import click

from model import ConfigError
from regioradar.clock import Clock
from regioradar.commands import Program
from regioradar.config import Config
from regioradar.logs import say
from regioradar.reviewing.service import serve_review
from sources import load_catalogue


@click.command(short_help="Serve the web application that staff review events with.")
@click.option("--host", metavar="ADDRESS", help="Address to listen on; else review.host.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help="Port to listen on, 0 takes a free one; else review.port.",
)
@click.pass_obj
def review(program: Program, host: str | None, port: int | None) -> None:
    """Serve the review application until interrupted; on loopback, where nothing else is said.

    Somebody must be there who may log in: see `regioradar user add`.
    """
    config = program.config
    host = host or config.review.host
    _refuse_open(config, host)
    catalogue = load_catalogue(config.sources_dir)
    for fault in catalogue.faults:
        say(str(fault))
    port = config.review.port if port is None else port
    serve_review(config, catalogue, Clock(), host=host, port=port)


def _refuse_open(config: Config, host: str) -> None:
    """Refuse an address of the network without TLS in front; the file's own was checked there."""
    if host not in ("127.0.0.1", "localhost") and not config.review.secure:
        raise ConfigError(
            f"{host}: others could read passwords on their way; set review.base_url to the "
            "https address of a proxy in front (docs/review-hosting.md)"
        )
