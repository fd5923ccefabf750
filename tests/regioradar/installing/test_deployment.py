"""The files for cron, systemd and web servers, judged by the programs that read them."""

import getpass
import grp
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from regioradar.config import load
from regioradar.installing import deployment as module
from regioradar.installing.deployment import NAMES, Place, deployment

TEMPLATES = Path(module.__file__).with_name("templates")
SYSTEM = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/sbin"))
HADOLINT = Path(sys.executable).with_name("hadolint")
SETTINGS = """contact = "a@verein.example"
data_dir = "var"
public_dir = "public"
[site]
base_url = "https://kalender.verein.example/"
[review]
base_url = "https://pruefung.verein.example/"
port = 8090
"""


def judge(name: str) -> str:
    """The program that judges; on CI it has to be there."""
    found = shutil.which(name, os.F_OK, SYSTEM)
    if found is None:
        reason = f"not installed: {name}"
        pytest.fail(reason) if os.environ.get("CI") == "true" else pytest.skip(reason)
    return found


def run(*words: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, timeout=60)


@pytest.fixture
def place(tmp_path) -> Place:
    """A folder and a program that are there, and the user who runs the tests."""
    program = tmp_path / "bin" / "regioradar"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n", "utf-8")
    program.chmod(0o755)
    folder = tmp_path / "radar"
    (folder / "log").mkdir(parents=True)
    group = grp.getgrgid(os.getgid()).gr_name
    return Place(folder=folder, program=program, user=getpass.getuser(), group=group)


@pytest.fixture
def files(place) -> Path:
    """The folder with all files as they are made for it."""
    (place.folder / "regioradar.toml").write_text(SETTINGS, "utf-8")
    target = place.folder / "deploy"
    target.mkdir()
    config = load(place.folder / "regioradar.toml")
    for name, text in deployment(config, place).items():
        (target / name).write_text(text, "utf-8")
    return target


def test_every_template_is_made_into_a_file():
    shown = {file.name for file in TEMPLATES.iterdir() if file.is_file()}
    assert shown == {*NAMES, "__init__.py"}


def test_no_example_is_left_where_the_settings_say_otherwise(files):
    for file in files.iterdir():
        if file.name != "Containerfile":
            text = file.read_text("utf-8")
            for example in ("/srv/", "/opt/", "/var/www", "example.org", ":8081", "-u regioradar "):
                assert example not in text, (file.name, example)


def test_what_is_put_in_is_not_replaced_again(place, tmp_path):
    """Also where a folder is named like an example of a template."""
    folder = tmp_path / "srv" / "regioradar" / "srv" / "regioradar"
    folder.mkdir(parents=True)
    (folder / "regioradar.toml").write_text("", "utf-8")
    there = Place(folder=folder, program=place.program, user="u", group="g")
    unit = deployment(load(folder / "regioradar.toml"), there)["regioradar.service"]
    assert f"\nWorkingDirectory={folder}\n" in unit


@pytest.mark.parametrize(
    ("folder", "program", "shown"),
    [
        ("/srv/radar", "/opt/radar/bin/regioradar", "yes"),
        ("/home/erika/radar", "/opt/radar/bin/regioradar", "read-only"),
        ("/srv/radar", "/home/erika/.venv/bin/regioradar", "read-only"),
        ("/homes/radar", "/opt/radar/bin/regioradar", "yes"),
    ],
)
def test_a_service_sees_its_own_folder_in_a_home(tmp_path, folder, program, shown):
    (tmp_path / "regioradar.toml").write_text("", "utf-8")
    there = Place(folder=Path(folder), program=Path(program), user="u", group="g")
    files = deployment(load(tmp_path / "regioradar.toml"), there)
    for name, text in files.items():
        if name.endswith(".service"):
            assert f"\nProtectHome={shown}\n" in text, name


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith((".service", ".timer"))])
def test_systemd_takes_the_units(files, name):
    done = run(judge("systemd-analyze"), "verify", "--man=no", f"./{name}", folder=files)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("name", "most"),
    [("regioradar", "4.0"), ("regioradar-review", "2.0"), ("regioradar-serve", "2.0")],
)
def test_systemd_finds_the_services_shut_in(files, name, most):
    """Of ten points, ten being a service that may everything; as root it could not be."""
    unit = files / f"{name}.service"
    unit.write_text(re.sub("User=.*", "User=regioradar", unit.read_text("utf-8")), "utf-8")
    words = [
        "security",
        "--offline=true",
        f"--threshold={float(most) * 10:.0f}",
        f"./{name}.service",
    ]
    done = run(judge("systemd-analyze"), *words, folder=files)
    assert done.returncode == 0, done.stdout + done.stderr


def test_systemd_knows_the_day_of_the_timer(files):
    text = (files / "regioradar.timer").read_text("utf-8")
    (day,) = re.findall(r"^OnCalendar=(.*)$", text, re.MULTILINE)
    done = run(judge("systemd-analyze"), "calendar", "--iterations=2", day, folder=files)
    assert done.returncode == 0, done.stderr
    assert "Next elapse" in done.stdout


def test_cron_takes_the_table(files):
    done = run(judge("crontab"), "-n", "crontab", folder=files)
    assert done.returncode == 0, done.stdout + done.stderr
    commented = (files / "crontab").read_text("utf-8").replace("\n#40", "\n40")
    (files / "whole").write_text(commented, "utf-8")
    assert run(judge("crontab"), "-n", "whole", folder=files).returncode == 0


def test_cron_is_what_refuses_a_line_that_is_none(files):
    (files / "bad").write_text("17 25 * * *  true\n", "utf-8")
    assert run(judge("crontab"), "-n", "bad", folder=files).returncode != 0


def test_logrotate_takes_the_logs(files, place):
    log = place.folder / "log" / "run.log"
    log.write_text("a line\n", "utf-8")
    # It refuses a folder that others may write, and a file of rules that others may.
    for path in (log.parent, files / "logrotate.conf"):
        path.chmod(0o750 if path.is_dir() else 0o644)
    state = place.folder / "state"
    words = ["--force", "--state", str(state), str(files / "logrotate.conf")]
    done = run(judge("logrotate"), *words, folder=files)
    assert (done.returncode, done.stderr) == (0, "")
    assert (log.with_name("run.log.1")).read_text("utf-8") == "a line\n"
    assert log.read_text("utf-8") == ""
    assert log.stat().st_mode & 0o777 == 0o640


def test_hadolint_finds_no_fault_with_the_container():
    done = subprocess.run([HADOLINT, TEMPLATES / "Containerfile"], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")


def test_the_container_has_no_root_no_secret_and_a_base_with_a_tag():
    text = (TEMPLATES / "Containerfile").read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert re.fullmatch(r"FROM docker\.io/library/python:\d+\.\d+-slim-\w+", lines[0])
    assert "USER 10001" in lines
    copied = [line.split()[1:-1] for line in lines if line.startswith("COPY")]
    assert copied == [["regioradar-*.whl", "constraints.txt"]]


@pytest.mark.parametrize("name", ["nginx.conf", "review-nginx.conf"])
def test_nginx_takes_the_sites(files, tmp_path, name):
    site = (files / name).read_text("utf-8")
    text = f"pid {tmp_path}/pid;\nerror_log {tmp_path}/log;\nevents {{ }}\nhttp {{\n"
    text += "".join(
        f"{kind}_temp_path {tmp_path}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (tmp_path / "server.conf").write_text(f"{text}{site}\n}}\n", "utf-8")
    words = ["-t", "-q", "-e", str(tmp_path / "log"), "-c", str(tmp_path / "server.conf")]
    done = run(judge("nginx"), *words, folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert ("root " + str(files.parent / "public") in site) is (name == "nginx.conf")


@pytest.mark.parametrize("name", ["apache.conf", "review-apache.conf"])
def test_apache_takes_the_sites(files, tmp_path, name):
    modules = (
        "mpm_event authz_core dir mime alias rewrite headers deflate filter brotli proxy proxy_http"
    )
    (files.parent / "public").mkdir()
    loaded = "".join(
        f"LoadModule {module}_module modules/mod_{module}.so\n" for module in modules.split()
    )
    text = f"ServerRoot /usr/lib/apache2\nServerName localhost\nPidFile {tmp_path}/pid\n"
    text += f"ErrorLog {tmp_path}/log\nDefaultRuntimeDir {tmp_path}\nListen 127.0.0.1:80\n{loaded}"
    site = (files / name).read_text("utf-8")
    (tmp_path / "server.conf").write_text(text + site, "utf-8")
    done = run(judge("apache2"), "-t", "-f", str(tmp_path / "server.conf"), folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "verein.example" in site
