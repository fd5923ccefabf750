"""The examples of web servers for the review: what they send on, and what they take away."""

import http.client
import os
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from pathlib import Path

import pytest

from regioradar.serving import WebServer

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]

EXAMPLES = Path(__file__).resolve().parents[2] / "regioradar" / "installing" / "templates"
HEADERS = (
    "HOST",
    "X_FORWARDED_FOR",
    "X_FORWARDED_PROTO",
    "X_FORWARDED_PREFIX",
    "X_REMOTE_USER",
    "X_PROXY_SECRET",
)
FORGED = {
    "Host": "pruefung.example.org",
    "X-Forwarded-For": "198.51.100.7",
    "X-Forwarded-Proto": "gopher",
    "X-Forwarded-Prefix": "//evil.example",
    "X-Remote-User": "Vera",
    "X-Proxy-Secret": "guessed",
}
NGINX = """daemon off;
pid @PLACE@/pid;
error_log @PLACE@/error.log;
events { }
http {
    access_log off;
    client_body_temp_path @PLACE@/1;
    proxy_temp_path @PLACE@/2;
    fastcgi_temp_path @PLACE@/3;
    uwsgi_temp_path @PLACE@/4;
    scgi_temp_path @PLACE@/5;
    include @PLACE@/site.conf;
}
"""
APACHE = """ServerRoot /usr/lib/apache2
ServerName localhost
PidFile @PLACE@/pid
ErrorLog @PLACE@/error.log
Listen 127.0.0.1:@PORT@
LoadModule mpm_event_module modules/mod_mpm_event.so
LoadModule authz_core_module modules/mod_authz_core.so
LoadModule headers_module modules/mod_headers.so
LoadModule proxy_module modules/mod_proxy.so
LoadModule proxy_http_module modules/mod_proxy_http.so
DefaultRuntimeDir @PLACE@
Include @PLACE@/site.conf
"""
PROGRAMS = {
    "nginx": (NGINX, "nginx", ("nginx", "-e", "stderr", "-c")),
    "apache": (APACHE, "apache2", ("apache2", "-DFOREGROUND", "-f")),
}


def heard(environ, start_response):
    """Say which of the headers arrived."""
    body = "|".join(environ.get(f"HTTP_{name}", "") for name in HEADERS).encode()
    start_response("200 OK", [("Content-Length", str(len(body)))])
    return [body]


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as held:
        return held.getsockname()[1]


def answer_of(process, port):
    """What comes through the proxy, once it is there."""
    for _ in range(200):
        assert process.poll() is None, process.communicate()[1]
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            connection.request("GET", "/konto", headers=FORGED)
            return connection.getresponse().read().decode()
        except ConnectionError:
            time.sleep(0.05)
        finally:
            connection.close()
    return pytest.fail("the proxy does not answer")


@pytest.mark.parametrize("name", PROGRAMS)
def test_nobody_says_through_the_example_who_they_are_or_where_they_come_from(name):
    around, program, command = PROGRAMS[name]
    path = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin"))
    if shutil.which(program, path=path) is None:
        pytest.skip(f"not installed: {program}")
    port = free_port()
    server = WebServer(heard, forwarded=True)
    thread = threading.Thread(target=server.serve_forever)
    with server, tempfile.TemporaryDirectory(prefix="regioradar-review-") as folder:
        thread.start()
        place = Path(folder)
        place.chmod(0o777)
        site = (EXAMPLES / f"review-{name}.conf").read_text(encoding="utf-8")
        for before, after in {
            "listen 80;": f"listen 127.0.0.1:{port};",
            "    listen [::]:80;\n": "",
            "<VirtualHost *:80>": f"<VirtualHost 127.0.0.1:{port}>",
            "127.0.0.1:8081": f"127.0.0.1:{server.port}",
        }.items():
            site = site.replace(before, after)
        (place / "site.conf").write_text(site, encoding="utf-8")
        written = around.replace("@PLACE@", folder).replace("@PORT@", str(port))
        (place / "server.conf").write_text(written, encoding="utf-8")
        as_nobody = {"user": "nobody", "group": "nogroup", "extra_groups": []}
        options = {"env": {"PATH": path}, **(as_nobody if os.geteuid() == 0 else {})}
        with subprocess.Popen(
            [*command, str(place / "server.conf")], stderr=subprocess.PIPE, text=True, **options
        ) as process:
            try:
                told = answer_of(process, port)
            finally:
                process.terminate()
                server.shutdown()
                thread.join()
    host, visitor, scheme, prefix, user, secret = told.split("|")
    assert host == "pruefung.example.org"
    assert visitor == "127.0.0.1"
    assert scheme == "http"
    assert (prefix, user, secret) == ("", "", "")
