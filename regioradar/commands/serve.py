"""`serve`: the published folder over HTTP, for a small installation or to look at the result."""

from functools import partial
from pathlib import Path

import click

from model import ConfigError
from regioradar.commands import Program
from regioradar.serving import FeedServer, serve_until_interrupted


@click.command()
@click.option(
    "--dir",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder to serve; else the public folder of the configuration.",
)
@click.option("--host", metavar="ADDRESS", help="Address to listen on; else serve.host.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help="Port to listen on, 0 takes a free one; else serve.port.",
)
@click.pass_obj
def serve(program: Program, folder: Path | None, host: str | None, port: int | None) -> None:
    """Serve the published files until interrupted; on loopback, where nothing else is said."""
    config = program.config
    folder = folder or config.public_folder
    host = host or config.serve.host
    port = config.serve.port if port is None else port
    if not folder.is_dir():
        raise ConfigError(f"{folder}: nothing is published there yet (run: regioradar run)")
    make = partial(
        _server, folder, threads=config.serve.threads, frames=config.site.frame_ancestors
    )
    serve_until_interrupted(make, host, port, lambda address: f"{folder} at {address}")


def _server(folder: Path, host: str, port: int, *, threads: int, frames: str) -> FeedServer:
    return FeedServer(folder, host=host, port=port, threads=threads, frame_ancestors=frames)
