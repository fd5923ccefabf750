"""One plain mail over SMTP (RFC 5321), encrypted unless the configuration says otherwise."""

import smtplib
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP as POLICY
from email.utils import format_datetime, make_msgid

from model import BERLIN, ConfigError, RegioRadarError
from regioradar.config_sections import MailConfig


class MailError(RegioRadarError):
    """The mail could not be sent, to anybody; names the server and what it said."""


def heading(title: str, count: int) -> str:
    """The heading of a part of a plain mail."""
    line = f"{title} ({count})"
    return f"{line}\n{'-' * len(line)}"


def message(config: MailConfig, subject: str, text: str, *, now: datetime) -> EmailMessage:
    """The mail of `now`. It says that a program wrote it, so that no absence note answers."""
    mail = EmailMessage(policy=POLICY)
    mail["From"] = config.sender
    mail["To"] = ", ".join(config.recipients)
    mail["Subject"] = subject
    mail["Date"] = format_datetime(now.astimezone(BERLIN))
    mail["Message-ID"] = make_msgid(domain=config.sender.rpartition("@")[2])
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834, 5
    mail["Content-Language"] = "de"
    mail.set_content(text, cte="quoted-printable")
    return mail


def send(config: MailConfig, mail: EmailMessage) -> Sequence[str]:
    """Send the mail; what was refused of the recipients, in words, where others got it.

    Raises MailError where nobody got it, ConfigError where the file with the password fails.
    """
    password = _password(config) if config.user else ""
    with _telling(config), _connected(config) as server:
        if config.user:
            server.login(config.user, password)
        refused = server.send_message(mail, config.sender, config.recipients)
    return [f"{who}: {_said(*answer)}" for who, answer in refused.items()]


@contextmanager
def _connected(config: MailConfig) -> Iterator[smtplib.SMTP]:
    """A connection as secure as the configuration asks, never less; its end costs no mail."""
    context = None if config.security == "none" else _context(config)
    if config.security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            config.host, config.port_in_force, timeout=config.timeout, context=context
        )
    else:
        server = smtplib.SMTP(config.host, config.port_in_force, timeout=config.timeout)
    try:
        if config.security == "starttls":
            server.starttls(context=context)
        yield server
        _leave(server)
    finally:
        server.close()


def _leave(server: smtplib.SMTP) -> None:
    """Say goodbye; the mail is taken already, so a server that has gone does not matter."""
    try:
        server.quit()
    except (OSError, smtplib.SMTPException):
        return


def _context(config: MailConfig) -> ssl.SSLContext:
    """Certificates are checked against the system's authorities or the file that is named."""
    try:
        return ssl.create_default_context(cafile=config.ca_file)
    except (OSError, ssl.SSLError) as error:
        raise ConfigError(f"mail.ca_file: {config.ca_file}: {error}") from error


def _password(config: MailConfig) -> str:
    file = config.password_file
    try:
        return file.read_text(encoding="utf-8").rstrip("\r\n") if file else ""
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"mail.password_file: {file}: cannot be read: {error}") from error


@contextmanager
def _telling(config: MailConfig) -> Iterator[None]:
    """Turn what goes wrong into one line that names the server."""
    try:
        yield
    except smtplib.SMTPRecipientsRefused as error:
        told = "; ".join(f"{who}: {_said(*answer)}" for who, answer in error.recipients.items())
        raise _failed(config, f"no recipient was taken: {told}") from error
    except smtplib.SMTPResponseException as error:
        raise _failed(config, _said(error.smtp_code, error.smtp_error)) from error
    except (smtplib.SMTPException, OSError, ValueError) as error:
        raise _failed(config, str(error) or type(error).__name__) from error


def _failed(config: MailConfig, what: str) -> MailError:
    return MailError(f"mail server {config.host}:{config.port_in_force}: {what}")


def _said(code: int, words: bytes | str) -> str:
    told = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return " ".join(f"{code} {told}".split())
