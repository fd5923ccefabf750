"""What a crawl keeps shut: TLS that nobody vouches for, cookies, control ports, other schemes."""

import asyncio
import datetime
import ssl
import threading
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from hostile_web import PAGE, PUBLIC, Attack, Exchange, HostileServer
from scrapy import Request
from scrapy.core.downloader.handlers import DownloadHandlers
from scrapy.crawler import Crawler
from scrapy.exceptions import NotSupported
from scrapy.settings import Settings

from crawler import settings as project_settings
from crawler.spiders.networks import NetworksSpider

pytestmark = pytest.mark.allow_hosts([PUBLIC])

NOW = datetime.datetime.now(datetime.UTC)
DAY = datetime.timedelta(days=1)


def certificate(folder: Path, name: str, signer=None, *, host: str = "", ends=NOW + DAY):
    """Write a certificate for `host` and its key; it signs itself where there is no `signer`."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    issuer, signing_key = signer or (subject, key)
    builder = x509.CertificateBuilder(issuer, subject, key.public_key(), 1, NOW - 9 * DAY, ends)
    builder = builder.add_extension(x509.BasicConstraints(not host, None), critical=True)
    if host:
        names = x509.SubjectAlternativeName([x509.DNSName(host)])
        builder = builder.add_extension(names, critical=False)
    signed = builder.sign(signing_key, hashes.SHA256())
    pem = serialization.Encoding.PEM
    private = key.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file = folder / f"{name}.pem"
    file.write_bytes(private + signed.public_bytes(pem))
    return (subject, key), file


def plain(exchange: Exchange) -> None:
    exchange.reply(PAGE)


def refused(name: str, what: str, message: str) -> Attack:
    return Attack(name, what, plain, "tls", message, asked=())


INVALID = "the TLS certificate or handshake is not valid"
TLS = [
    Attack("vouched_for", "(for comparison: TLS that a known authority vouches for)", plain,
           pages=("/",)),
    refused("self_signed", "TLS: a certificate that signs itself", INVALID),
    refused("expired", "TLS: a certificate that has expired", INVALID),
    refused("other_name", "TLS: a certificate of another host", INVALID),
]  # fmt: skip


@pytest.fixture(scope="module")
def secured(crawl_all, tmp_path_factory):
    """A server with a certificate a host, and a crawl that knows the authority of three."""
    folder = tmp_path_factory.mktemp("tls")
    authority, known = certificate(folder, "authority")
    files = {
        "vouched-for.test": certificate(folder, "a", authority, host="vouched-for.test")[1],
        "self-signed.test": certificate(folder, "b", host="self-signed.test")[1],
        "expired.test": certificate(folder, "c", authority, host="expired.test", ends=NOW - DAY)[1],
        "other-name.test": certificate(folder, "d", authority, host="somebody.test")[1],
    }
    contexts = {}
    for host, file in files.items():
        contexts[host] = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        contexts[host].load_cert_chain(file)
    entrance = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    entrance.load_cert_chain(files["self-signed.test"])

    def choose(connection, host, _):
        connection.context = contexts[host]

    entrance.sni_callback = choose
    server = HostileServer(tls=entrance)
    try:
        environment = {"SSL_CERT_FILE": str(known)}
        folder = tmp_path_factory.mktemp("q")
        yield server, crawl_all(server, TLS, folder, environment=environment)
    finally:
        server.close()


@pytest.mark.parametrize("attack", TLS, ids=lambda attack: attack.name)
def test_tls_is_verified(attack, secured, judge):
    server, result = secured
    judge(attack, server, result)


def test_a_host_gets_no_cookie_back_and_others_no_referrer(hostile, crawl_all, tmp_path, row):
    def serve(exchange: Exchange) -> None:
        other = exchange.server.url("andere.test", "/drei")
        body = PAGE.format(f'<a href="/zwei">zwei</a><a href="{other}">drei</a>')
        if exchange.path == "/":
            exchange.reply(status="302 Found", Location="/eins", Set_Cookie="id=7; Path=/")
        else:
            exchange.reply(body, Set_Cookie="id=8; Path=/; Domain=test")

    hostile.attacks["andere.test"] = serve
    attack = Attack("kekse", "cookies", serve, hosts=("andere.test",))
    result = crawl_all(hostile, [attack], tmp_path, names={"andere.test": [[PUBLIC]]})
    assert set(result.pages("kekse")) == {"/eins", "/zwei", "/drei"}
    asked = [a for a in hostile.asked if a.host in ("kekse.test", "andere.test")]
    assert len(asked) >= 4
    assert not [a for a in asked if "cookie" in a.headers or "authorization" in a.headers]
    (across,) = [a for a in asked if a.path == "/drei"]
    assert "referer" not in across.headers
    row("cookies set on a page and a redirect", "`/`, `/eins`, `/zwei`", "no Cookie header sent")


def listening(pid: int) -> list[str]:
    """Return the sockets of a process on which it listens, as /proc tells them."""
    links = [
        str(link.readlink()) for link in Path(f"/proc/{pid}/fd").iterdir() if link.is_symlink()
    ]
    found = []
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
            _, local, _, state, *rest = line.split()
            if state == "0A" and f"socket:[{rest[5]}]" in links:
                found.append(local)
    return found


def test_no_port_is_open_during_a_crawl(hostile, tools, tmp_path, row):
    asked, looked = threading.Event(), threading.Event()

    def serve(exchange: Exchange) -> None:
        asked.set()
        looked.wait(30)
        exchange.reply(PAGE)

    hostile.attacks["ports.test"] = serve
    tools.source_file(tmp_path, "ports", entries=[("page", hostile.url("ports.test"))])
    process = tools.start(
        tmp_path, names={"ports.test": [[PUBLIC]]}, settings={"DOWNLOAD_TIMEOUT": 30}
    )
    assert asked.wait(30)
    ports = listening(process.pid)
    looked.set()
    assert set(tools.finish(process).pages("ports")) == {"/"}
    assert ports == []
    row("Scrapy's control ports (telnet, remote control)", "-", "no listening port during a crawl")


@pytest.mark.parametrize(
    "url", ["file:///etc/hostname", "data:text/html,x", "ftp://127.0.0.2/", "s3://topf/x"]
)
def test_no_handler_for_other_schemes(url, row):
    settings = Settings()
    settings.setmodule(project_settings, priority="project")
    handlers = DownloadHandlers(Crawler(NetworksSpider, settings))
    with pytest.raises(NotSupported, match="no handler available"):
        asyncio.run(handlers.download_request_async(Request(url)))
    row(f"a request for `{url}`", "nothing", "there is no handler for that scheme")
