"""`regioradar demo --review`: a new user sees the queue of the replica sites a minute later."""

import re
import signal
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

import pytest


def logged_in(address: str, name: str, password: str) -> urllib.request.OpenerDirector:
    cookies = urllib.request.HTTPCookieProcessor(CookieJar())
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), cookies)
    page = opener.open(address + "anmelden").read().decode()
    form = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    fields = {**form, "name": name, "password": password}
    names = re.findall(r'<input[^>]*type="password"[^>]*>', page)
    (word,) = (re.search(r'name="([^"]+)"', field)[1] for field in names)
    fields[word] = fields.pop("password")
    request = urllib.request.Request(  # noqa: S310 (an address on loopback)
        address + "anmelden", urllib.parse.urlencode(fields).encode(), {"Origin": address[:-1]}
    )
    opener.open(request).read()
    return opener


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_the_application_stands_over_what_the_demo_found(tmp_path, begin_demo):
    with begin_demo(tmp_path, "--review", "--port", "0") as process:
        try:
            said = {}
            for line in process.stdout:
                if found := re.search(r"log in as (\S+) with the password (\S+)", line):
                    said["user"], said["password"] = found.groups()
                if found := re.search(r"review at (\S+)", line):
                    said["address"] = found[1]
                    break
            opener = logged_in(said["address"], said["user"], said["password"])
            queue = opener.open(said["address"]).read().decode()
        finally:
            process.send_signal(signal.SIGINT)
            rest = process.stdout.read()
        assert process.wait(timeout=20) == 0
    assert "Regionalpolitische Jahrestagung 2026" in queue
    assert "heute" in queue  # by the demo's clock
    assert "stopped" in rest
