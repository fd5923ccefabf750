"""The configuration file: one line that names file and key, or settings."""

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from fuzzing.target import ROOT, must, plain_line
from fuzzing.words import TOML, encoded
from model import ConfigError
from regioradar.config import Config, load, settings

_KEYS = [key for key, *_ in settings()]
WORDS = (
    *encoded(TOML),
    *(f"{key.rpartition('.')[2]} = ".encode() for key in _KEYS),
    *(f"[{section}]\n".encode() for section in dict.fromkeys(k.partition(".")[0] for k in _KEYS)),
)
_FILE = Path(tempfile.mkdtemp(prefix="regioradar-fuzz-")) / "regioradar.toml"
_EXAMPLE = re.compile(r"```toml\n(.*?)```", re.DOTALL)


def check(data: bytes) -> None:
    """The input is the file."""
    _FILE.write_bytes(data)
    try:
        config = load(_FILE)
    except ConfigError as error:
        must(plain_line(str(error)), "a fault is one plain line", str(error))
        where = str(_FILE) in str(error) or str(error).startswith("public_dir")
        must(where, "a fault names its file", str(error))
        return
    must(isinstance(config, Config), "there are settings")
    must(bool(config.database_file.name), "the database has a name", config.database_file)
    if config.contact or config.user_agent:
        must(plain_line(config.agent), "the user agent is one plain line", config.agent)
        config.agent.encode("latin-1")  # as a header of HTTP


def seeds() -> Iterator[bytes]:
    """The examples of the documents, and each setting alone."""
    for file in sorted((ROOT / "docs").rglob("*.md")):
        text = file.read_text(encoding="utf-8")
        yield from (found[1].encode() for found in _EXAMPLE.finditer(text))
    for key, _, default, _ in settings():
        section, _, name = key.rpartition(".")
        value = default if isinstance(default, int) and not isinstance(default, bool) else '"x"'
        yield (
            f"[{section}]\n{name} = {value}\n".encode() if section else f"{name} = {value}".encode()
        )
