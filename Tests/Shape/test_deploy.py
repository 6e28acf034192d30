"""What `deploy/` holds: units that are never root and shut off from the rest of the machine, and files that their readers accept."""

import re
import shutil
import subprocess

import house
import pytest

DEPLOY = house.ROOT / "deploy"
SERVICES = sorted(DEPLOY.glob("systemd/*.service"), key=lambda path: path.stem)
SOCKETS = sorted(DEPLOY.glob("systemd/*.socket"))
# What a unit must say where no systemd is there to judge it.
HARDENED = {
    "NoNewPrivileges=yes",
    "ProtectSystem=strict",
    "ProtectHome=yes",
    "PrivateTmp=yes",
    "PrivateDevices=yes",
    "ProtectClock=yes",
    "ProtectHostname=yes",
    "ProtectKernelLogs=yes",
    "ProtectKernelModules=yes",
    "ProtectKernelTunables=yes",
    "ProtectControlGroups=yes",
    "CapabilityBoundingSet=",
    "LockPersonality=yes",
    "MemoryDenyWriteExecute=yes",
    "RestrictNamespaces=yes",
    "RestrictRealtime=yes",
    "RestrictSUIDSGID=yes",
    "SystemCallArchitectures=native",
    "SystemCallFilter=@system-service",
}


def settings(path) -> list[str]:
    return [line for line in path.read_text().splitlines() if "=" in line and not line.startswith("#")]


def compose() -> list[str] | None:
    """The command that reads a compose file, of either make."""
    for command in (["docker", "compose"], ["docker-compose"]):
        if shutil.which(command[0]) and subprocess.run([*command, "version"], capture_output=True).returncode == 0:
            return command
    return None


def test_the_units_are_read():
    assert [path.stem for path in SERVICES] == ["holdfast", "holdfast-front", "holdfast-migrate"]
    assert [path.stem for path in SOCKETS] == ["holdfast-talk", "holdfast-web"]


@pytest.mark.parametrize("unit", SERVICES, ids=lambda path: path.name)
def test_a_service_is_never_root(unit):
    users = [line for line in settings(unit) if line.startswith(("User=", "Group="))]
    assert len(users) == 2
    assert not any(line.endswith(("=root", "=0", "=")) for line in users)


@pytest.mark.parametrize("unit", SERVICES, ids=lambda path: path.name)
def test_a_service_says_what_it_may_not_do(unit):
    assert not HARDENED - set(settings(unit))


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd-analyze here; the test above reads the file")
@pytest.mark.parametrize("unit", SERVICES, ids=lambda path: path.name)
def test_a_service_is_exposed_by_2_0_at_most(unit):
    said = subprocess.run(["systemd-analyze", "security", "--offline=true", "--no-pager", unit], capture_output=True, text=True)
    level = re.search(r"Overall exposure level for \S+: ([\d.]+)", said.stdout)
    assert level, said.stderr
    assert float(level[1]) <= 2.0


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd-analyze here")
def test_systemd_knows_every_word_of_the_units():
    said = subprocess.run(["systemd-analyze", "verify", "--man=no", *SERVICES, *SOCKETS], capture_output=True, text=True)
    ours = [line for line in said.stderr.splitlines() if "holdfast" in line]
    # Nothing is installed here.
    assert not [line for line in ours if not re.search(r"Command \S+ is not executable", line)]


def test_each_socket_is_handed_over_under_its_pools_name_where_nginx_looks_for_it():
    [folder] = [line.removeprefix("Environment=RUN_DIR=") for line in settings(SERVICES[0]) if "RUN_DIR" in line]
    for unit in SOCKETS:
        pool = unit.stem.removeprefix("holdfast-")
        assert {f"ListenStream={folder}/{pool}.sock", f"FileDescriptorName={pool}", "SocketMode=0660", "Backlog=4096"} <= set(
            settings(unit)
        )


@pytest.mark.parametrize("name", ["settings", "owner", "front"])
def test_an_example_names_only_what_is_read(name):
    read = "".join(path.read_text() for path in house.tracked("Sources/holdfast/*.swift", "deploy/site"))
    names = re.findall(r"^#?([A-Z_]+)=", (DEPLOY / f"{name}.example").read_text(), re.M)
    assert names
    assert not [name for name in names if name not in read]


def test_only_the_unit_that_migrates_knows_the_owner():
    knowing = [path.name for path in (*SERVICES, DEPLOY / "settings.example") if re.search("MIGRATE_URL|/owner", path.read_text())]
    assert knowing == ["holdfast-migrate.service"]


@pytest.mark.skipif(not compose(), reason="neither docker compose nor docker-compose is here")
def test_compose_accepts_its_file():
    said = subprocess.run([*compose(), "-f", house.ROOT / "compose.yaml", "config"], capture_output=True, text=True)
    assert said.returncode == 0, said.stderr
    assert {"postgres:", "demo:", "app:", "front:"} <= set(said.stdout.split())
    # A default inside a default is a text to the older reader.
    assert "$$" not in said.stdout


def test_no_container_of_ours_runs_as_root():
    stages = (house.ROOT / "Dockerfile").read_text().split("FROM ")[2:]
    assert [re.findall(r"^USER (\w+)$", stage, re.M)[-1] for stage in stages] == ["holdfast", "holdfast"]


@pytest.mark.skipif(not shutil.which("logrotate", path="/usr/sbin:/usr/bin"), reason="no logrotate here")
def test_logrotate_accepts_its_file(tmp_path):
    # Another user's file, and users that this machine may lack, are refused before the rest is read.
    file = tmp_path / "holdfast"
    file.write_text(re.sub(r"(su|create 0640) holdfast adm", lambda found: "" if found[1] == "su" else "create", logrotate()))
    file.chmod(0o644)
    said = subprocess.run(["/usr/sbin/logrotate", "-d", "-s", tmp_path / "state", file], capture_output=True, text=True)
    assert (said.returncode, "error" in said.stderr) == (0, False), said.stderr


def logrotate() -> str:
    return (DEPLOY / "logrotate.conf").read_text()


def test_installing_lays_everything_out_and_keeps_settings(tmp_path):
    program = tmp_path / "program"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)

    def install() -> None:
        command = [DEPLOY / "install", tmp_path / "root"]
        subprocess.run(command, check=True, env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOLDFAST_BINARY": str(program)})

    install()
    root = tmp_path / "root"
    kept = root / "etc/holdfast/settings"
    assert kept.stat().st_mode & 0o777 == 0o640
    kept.write_text("mine")
    install()
    assert kept.read_text() == "mine"
    wanted = ["opt/holdfast/bin/holdfast", "opt/holdfast/bin/site", "opt/holdfast/nginx/nginx.conf", "opt/holdfast/web/widget.js.gz"]
    wanted += [f"etc/systemd/system/{path.name}" for path in (*SERVICES, *SOCKETS)]
    wanted += ["etc/sysusers.d/holdfast.conf", "etc/tmpfiles.d/holdfast.conf", "etc/logrotate.d/holdfast"]
    assert not [path for path in wanted if not (root / path).is_file()]
    # What the units start is there.
    started = {found for path in SERVICES for found in re.findall(r"^Exec\w+=(/opt\S+)", path.read_text(), re.M)}
    assert started and not [path for path in started if not (root / path.lstrip("/")).is_file()]
