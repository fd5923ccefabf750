"""The mail, sent to a real server: encrypted, logged in, refused, away."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

import pytest

from model import ConfigError
from regioradar.config_sections import MailConfig
from regioradar.mailing import MailError, message, send

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
NOW = datetime(2026, 3, 2, 6, tzinfo=UTC)
BODY = "Grüße aus Görlitz – „Fachtag“\n" + "wort " * 400 + "\n.\nEnde\n"


def mail(config):
    return message(config, "RegioRadar: 3 neu, 1 geändert", BODY, now=NOW)


def test_the_mail_arrives_as_it_was_written(start, config):
    server = start()
    settings = config(server)
    assert send(settings, mail(settings)) == []
    (envelope,) = server.box.mails
    assert envelope.mail_from == "radar@amt.example"
    assert envelope.rcpt_tos == ["erika@amt.example", "max@amt.example"]
    raw = envelope.content
    assert raw.isascii()
    assert max(map(len, raw.split(b"\r\n"))) <= 78
    read = message_from_bytes(raw, policy=default)
    assert read.get_content().replace("\r\n", "\n") == BODY
    assert read["Subject"] == "RegioRadar: 3 neu, 1 geändert"
    assert read["Date"] == "Mon, 02 Mar 2026 07:00:00 +0100"
    assert read["Auto-Submitted"] == "auto-generated"
    assert read["Message-ID"].endswith("@amt.example>")
    assert read.get_content_type() == "text/plain"


def test_starttls_and_login(start, config, tls, certificate, tmp_path):
    server = start(tls_context=tls, require_starttls=True, auth_required=True)
    (tmp_path / "password").write_text("geheim\n")
    secure = {"security": "starttls", "ca_file": certificate}
    login = {"user": "radar", "password_file": tmp_path / "password"}
    settings = config(server, **secure, **login)
    assert send(settings, mail(settings)) == []
    assert server.box.logins == [b"radar"]
    assert server.box.encrypted == [True]


def test_encrypted_from_the_first_byte(start, config, tls, certificate):
    server = start(ssl_context=tls)
    settings = config(server, security="tls", ca_file=certificate)
    assert send(settings, mail(settings)) == []
    assert len(server.box.mails) == 1


def test_a_server_without_encryption_gets_neither_password_nor_mail(start, config, tmp_path):
    server = start()
    (tmp_path / "password").write_text("geheim")
    settings = config(
        server, security="starttls", user="radar", password_file=tmp_path / "password"
    )
    with pytest.raises(MailError, match=r"^mail server 127\.0\.0\.1:\d+: STARTTLS "):
        send(settings, mail(settings))
    assert (server.box.mails, server.box.logins) == ([], [])


def test_a_certificate_that_nobody_vouches_for_is_refused(start, config, tls):
    server = start(tls_context=tls)
    settings = config(server, security="starttls")
    with pytest.raises(MailError, match="CERTIFICATE_VERIFY_FAILED"):
        send(settings, mail(settings))
    assert server.box.mails == []


def test_a_wrong_password_is_told_without_it(start, config, tls, certificate, tmp_path):
    server = start(tls_context=tls, auth_required=True)
    (tmp_path / "password").write_text("falsch")
    settings = config(
        server,
        security="starttls",
        ca_file=certificate,
        user="radar",
        password_file=tmp_path / "password",
    )
    with pytest.raises(MailError, match="535") as caught:
        send(settings, mail(settings))
    assert "falsch" not in str(caught.value)
    assert server.box.mails == []


def test_one_refused_recipient_keeps_the_mail_from_nobody_else(start, config):
    server = start()
    server.box.refused = ("max@amt.example",)
    settings = config(server)
    assert send(settings, mail(settings)) == ["max@amt.example: 550 5.1.1 no such user here"]
    assert [envelope.rcpt_tos for envelope in server.box.mails] == [["erika@amt.example"]]


def test_where_nobody_is_taken_it_is_an_error(start, config):
    server = start()
    settings = config(server)
    server.box.refused = settings.recipients
    with pytest.raises(MailError, match=r"no recipient was taken: erika@amt\.example: 550"):
        send(settings, mail(settings))


def test_a_server_that_is_away_is_one_line(start, config):
    server = start()
    settings = config(server)
    server.stop()
    with pytest.raises(MailError, match=rf"^mail server 127\.0\.0\.1:{server.port}: .*refused"):
        send(settings, mail(settings))


def test_a_password_file_that_is_not_there_is_a_fault_of_the_configuration(start, config, tmp_path):
    server = start()
    settings = config(server, user="radar", password_file=tmp_path / "fehlt")
    with pytest.raises(ConfigError, match=r"mail\.password_file: .*fehlt"):
        send(settings, mail(settings))


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"to": "a@b.example"}, "mail.sender must be set"),
        ({"to": "a b@c.example", "sender": "r@b.example"}, "no bare mail address"),
        ({"to": "a@b.example\r\nRCPT TO:<x@y.example>", "sender": "r@b.example"}, "no bare mail"),
        ({"to": ["Erika <a@b.example>"], "sender": "r@b.example"}, "no bare mail address"),
        ({"sender": "radar"}, "no bare mail address"),
        ({"user": "radar"}, "mail.password_file must be set"),
        (
            {"user": "r", "password_file": "p", "security": "none", "host": "mail.example"},
            "must not be none where a password is sent",
        ),
    ],
)  # fmt: skip
def test_settings_that_cannot_work_are_refused(fields, fault):
    with pytest.raises(ValueError, match=fault):
        MailConfig(**fields)


@pytest.mark.parametrize(
    ("fields", "port"),
    [({}, 587), ({"security": "tls"}, 465), ({"security": "none"}, 25), ({"port": 2525}, 2525)],
)
def test_the_usual_port_belongs_to_the_encryption(fields, port):
    assert MailConfig(**fields).port_in_force == port


def test_recipients_are_a_list_or_have_commas_between_them():
    listed = MailConfig(to=["a@b.example", "c@d.example"], sender="r@b.example")
    assert listed.recipients == ("a@b.example", "c@d.example")
    assert MailConfig(to=" a@b.example , c@d.example,", sender="r@b.example").to == listed.to
    assert MailConfig().recipients == ()
