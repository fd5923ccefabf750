"""The certificate authorities that sites and mail servers are checked by. Connects to nothing."""

import os
import ssl
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from regioradar.config import Config
from regioradar.doctor.finding import Finding, Group

_GROUP = Group("certificates")
_FEW = 50
"""Fewer authorities than any usual collection has."""
_MEND = (
    "install the system's package ca-certificates, and let SSL_CERT_FILE and SSL_CERT_DIR be unset "
    "or lead to it"
)


def look(config: Config, now: datetime) -> Iterator[Finding]:
    """The system's authorities, and those of [mail] ca_file where one is set."""
    paths = ssl.get_default_verify_paths()
    # OpenSSL's own places: the crawler's library knows no others.
    file = os.environ.get(paths.openssl_cafile_env, paths.openssl_cafile)
    folder = os.environ.get(paths.openssl_capath_env, paths.openssl_capath)
    yield system_judged(_loaded(file, folder), f"{file} and {folder}", now)
    if config.mail.ca_file is not None:
        yield _own(config.mail.ca_file)


def system_judged(authorities: Sequence[dict[str, Any]], where: str, now: datetime) -> Finding:
    """How many authorities there are that are still valid; each as `SSLContext.get_ca_certs`."""
    valid = [a for a in authorities if ssl.cert_time_to_seconds(a["notAfter"]) > now.timestamp()]
    if not authorities:
        found = f"no authority is known ({where}): every site with https would be refused"
        return _GROUP.fail("authorities", found, _MEND)
    if len(valid) < _FEW:
        found = f"only {len(valid)} authorities are known and valid ({where})"
        return _GROUP.warn("authorities", found, _MEND)
    return _GROUP.ok("authorities", f"{len(valid)} are known and valid ({where})")


def _loaded(file: str, folder: str) -> list[dict[str, Any]]:
    """The authorities of a file and of a folder, which OpenSSL itself reads when it needs one."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    entries = sorted(Path(folder).glob("*.[0-9]")) if Path(folder).is_dir() else []
    for place in [Path(file), *entries]:
        try:
            context.load_verify_locations(place)
        except OSError:  # also ssl.SSLError: what holds no certificate gives none
            continue
    return [dict(found) for found in context.get_ca_certs()]


def _own(file: Path) -> Finding:
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(file)
    except OSError as error:
        mend = "put the certificate of your authority there (PEM), or unset it"
        return _GROUP.fail("mail.ca_file", f"{file}: {error.strerror or error}", mend)
    return _GROUP.ok("mail.ca_file", str(file))
