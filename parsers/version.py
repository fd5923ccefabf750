"""The version of the extraction: a hash of the rules themselves, so that nobody can forget it."""

import hashlib
from pathlib import Path


def _version(folder: Path) -> str:
    digest = hashlib.sha256()
    rules = (path for path in folder.rglob("*") if path.is_file())
    for path in sorted(rules, key=lambda path: path.relative_to(folder).as_posix()):
        if path.suffix != ".pyc" and path.name != "py.typed":
            content = hashlib.sha256(path.read_bytes()).digest()
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + content)
    return digest.hexdigest()[:12]


EXTRACTOR_VERSION = _version(Path(__file__).parent)
"""Twelve hexadecimal digits; another value means that archived pages are read again."""
