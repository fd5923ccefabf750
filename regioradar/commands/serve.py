"""`serve`: look at the published folder in a browser or a calendar program, on this machine."""

from pathlib import Path

import click

from model import ConfigError
from regioradar.commands import Program
from regioradar.serve import FeedServer


@click.command()
@click.option(
    "--dir",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder to serve; else the public folder of the configuration.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8080,
    show_default=True,
    help="Port on 127.0.0.1; 0 takes a free one.",
)
@click.pass_obj
def serve(program: Program, folder: Path | None, port: int) -> None:
    """Serve the published files on loopback until interrupted."""
    folder = folder or program.config.public_folder
    if not folder.is_dir():
        raise ConfigError(f"{folder}: nothing is published there yet (run: regioradar run)")
    try:
        server = FeedServer(folder, port)
    except OSError as error:
        raise ConfigError(f"port {port}: {error.strerror}; choose another with --port") from error
    with server:
        try:
            click.echo(f"{folder} at {server.address} (end with Ctrl-C)")
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo("stopped")
