"""A server in the foreground of a command, until Ctrl-C or SIGTERM."""

from collections.abc import Callable

import click

from model import ConfigError
from regioradar.serving.server import WebServer


def serve_until_interrupted(
    make: Callable[[str, int], WebServer], host: str, port: int, line: Callable[[str], str]
) -> None:
    """Serve with the server that `make` gives for `host` and `port`, and say so in a `line`.

    `line` is given the server's address. Raises ConfigError where the port cannot be had.
    """
    try:
        server = make(host, port)
    except OSError as error:
        raise ConfigError(
            f"{host}, port {port}: {error.strerror}; choose another with --host and --port"
        ) from error
    with server:
        try:
            click.echo(f"{line(server.address)} (end with Ctrl-C)")
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo("stopped")
