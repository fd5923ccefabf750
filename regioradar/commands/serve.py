"""`serve`: the published folder over HTTP, for a small installation or to look at the result."""

from pathlib import Path

import click

from model import ConfigError
from regioradar.commands import Program
from regioradar.serving import FeedServer


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
    try:
        server = FeedServer(
            folder,
            host=host,
            port=port,
            threads=config.serve.threads,
            frame_ancestors=config.site.frame_ancestors,
        )
    except OSError as error:
        raise ConfigError(
            f"{host}, port {port}: {error.strerror}; choose another with --host and --port"
        ) from error
    with server:
        try:
            click.echo(f"{folder} at {server.address} (end with Ctrl-C)")
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo("stopped")
