"""A mail server on loopback that keeps what it is sent, and settings that lead to it."""

import ipaddress
import ssl
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from regioradar.config_sections import MailConfig


class Mailbox:
    """What came in; addresses of `refused` are not taken."""

    def __init__(self) -> None:
        self.mails: list[Any] = []
        self.refused: tuple[str, ...] = ()
        self.logins: list[bytes] = []
        self.encrypted: list[bool] = []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if address in self.refused:
            return "550 5.1.1 no such user here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.mails.append(envelope)
        self.encrypted.append(session.ssl is not None)
        return "250 OK"

    def authenticate(self, server, session, envelope, mechanism, data):
        assert isinstance(data, LoginPassword)
        self.logins.append(data.login)
        return AuthResult(success=data.password == b"geheim", handled=False)


class _OnAFreePort(Controller):
    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


class MailServer:
    """A server with its mailbox; `settings` are those that lead to it."""

    def __init__(self, **options: Any) -> None:
        self.box = Mailbox()
        self._controller = _OnAFreePort(
            self.box, hostname="127.0.0.1", port=0, authenticator=self.box.authenticate, **options
        )
        self._controller.start()
        self.port = self._controller.port

    def stop(self) -> None:
        if self._controller.server is not None:
            self._controller.stop()


@pytest.fixture(scope="session")
def certificate(tmp_path_factory) -> Path:
    """A file with the key of 127.0.0.1 and a certificate of its own."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    file = tmp_path_factory.mktemp("certificate") / "server.pem"
    private = serialization.PrivateFormat.PKCS8
    file.write_bytes(
        key.private_bytes(pem, private, serialization.NoEncryption()) + made.public_bytes(pem)
    )
    return file


@pytest.fixture
def start() -> Iterator[Callable[..., MailServer]]:
    """Start a mail server on a free port of loopback."""
    servers: list[MailServer] = []

    def starting(**options: Any) -> MailServer:
        servers.append(MailServer(**options))
        return servers[-1]

    yield starting
    for server in servers:
        server.stop()


@pytest.fixture
def tls(certificate) -> ssl.SSLContext:
    """What a server needs to encrypt."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


@pytest.fixture
def config() -> Callable[..., MailConfig]:
    """Settings for a server on loopback."""

    def make(server: MailServer, **fields: Any) -> MailConfig:
        values = {
            "to": "erika@amt.example,max@amt.example",
            "sender": "radar@amt.example",
            "host": "127.0.0.1",
            "port": server.port,
            "security": "none",
            "timeout": 5,
            **fields,
        }
        return MailConfig(**values)

    return make
