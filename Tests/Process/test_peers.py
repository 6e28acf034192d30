"""Who may connect: the front server's user and group, its addresses where it comes by TCP, and nobody else (nginx's allow)."""

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

import pytest
from conftest import eventually
from fastcgi import Answer, get

NOBODY = 65534
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can be another user")

# Connects and asks as somebody else; what it prints is what it heard.
ASK = """
import socket, sys
client = socket.socket(socket.AF_UNIX)
client.settimeout(20)
try:
    client.connect(sys.argv[1])
    client.sendall(bytes.fromhex(sys.argv[2]))
    while part := client.recv(65536):
        sys.stdout.buffer.write(part)
except PermissionError:
    sys.exit(13)
except ConnectionError:
    pass
"""


def ask_as(user: int, group: int, path: Path) -> subprocess.CompletedProcess:
    who = ["setpriv", f"--reuid={user}", f"--regid={group}", "--clear-groups"]
    return subprocess.run([*who, "/usr/bin/python3", "-c", ASK, path, get("/hello").hex()], capture_output=True, timeout=30)


@pytest.fixture
def open_folder():
    """A folder that other users can enter, which pytest's own aren't."""
    folder = Path(tempfile.mkdtemp(dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def served(start, folder: Path, **settings):
    """A house whose socket anybody can reach, as if its mode had been changed by mistake."""
    house = start(1, **settings)
    shared = folder / "test.sock"
    os.link(house.folder / "test.sock", shared)
    shared.chmod(0o666)
    return house, shared


@as_root
def test_the_socket_itself_refuses_another_user(start, open_folder):
    house, shared = served(start, open_folder)
    assert (house.folder / "test.sock").stat().st_mode & 0o777 == 0o666
    shared.chmod(0o660)
    assert ask_as(NOBODY, NOBODY, shared).returncode == 13


@as_root
def test_another_user_who_reached_the_socket_all_the_same_is_dropped_unread(start, open_folder):
    house, shared = served(start, open_folder)
    heard = ask_as(NOBODY, NOBODY, shared)
    assert (heard.returncode, heard.stdout) == (0, b""), heard.stderr
    house.wait_for("dropped", reason="stranger")
    assert house.ran() == []
    assert house.ask(get("/hello")).status == 200


@as_root
def test_the_front_servers_group_is_served_whoever_its_user_is(start, open_folder):
    house, shared = served(start, open_folder, front_group=4242)
    assert (house.folder / "test.sock").stat().st_gid == 4242
    assert Answer(ask_as(NOBODY, 4242, shared).stdout).status == 200
    assert ask_as(NOBODY, NOBODY, shared).stdout == b""
    house.wait_for("dropped", reason="stranger")


@as_root
def test_a_fresh_socket_is_for_its_owner_and_group_alone(start):
    house = start(1)
    assert (house.folder / "test.sock").stat().st_mode & 0o777 == 0o660


def free_port(family: int, address: str) -> int:
    with socket.socket(family) as probe:
        probe.bind((address, 0))
        return probe.getsockname()[1]


def has_ipv6() -> bool:
    with contextlib.suppress(OSError):
        free_port(socket.AF_INET6, "::1")
        return True
    return False


def ask_port(address: str, port: int, source: str | None = None) -> Answer:
    with socket.create_connection((address, port), 20, source_address=(source, 0) if source else None) as client:
        heard = b""
        with contextlib.suppress(ConnectionError):
            client.sendall(get("/hello"))
            while part := client.recv(65_536):
                heard += part
        return Answer(heard)


def test_a_port_serves_the_addresses_on_its_list(start):
    port = free_port(socket.AF_INET, "127.0.0.1")
    house = start(2, listen=f"127.0.0.1:{port}", front_addresses="10.0.0.0/8,127.0.0.1")
    for _ in range(20):
        assert ask_port("127.0.0.1", port).body == b"hello"
    assert not (house.folder / "test.sock").exists()
    assert house.stop() == 0


def test_a_port_drops_other_addresses_unread(start):
    port = free_port(socket.AF_INET, "127.0.0.1")
    house = start(1, listen=f"127.0.0.1:{port}", front_addresses="127.0.0.1")
    assert ask_port("127.0.0.1", port, source="127.0.0.2").raw == b""
    house.wait_for("dropped", reason="stranger")
    assert house.ran() == []
    assert ask_port("127.0.0.1", port).status == 200


def test_a_port_without_a_list_serves_nobody(start):
    port = free_port(socket.AF_INET, "127.0.0.1")
    house = start(1, listen=f"127.0.0.1:{port}")
    assert ask_port("127.0.0.1", port).raw == b""
    house.wait_for("dropped", reason="stranger")


@pytest.mark.skipif(not has_ipv6(), reason="this machine has no IPv6")
@pytest.mark.parametrize(("listed", "status"), [("::1", 200), ("fd00::/8", 0), ("127.0.0.1", 0)])
def test_a_port_of_ipv6_has_its_list_too(start, listed, status):
    port = free_port(socket.AF_INET6, "::1")
    start(1, listen=f"[::1]:{port}", front_addresses=listed)
    assert ask_port("::1", port).status == status


@pytest.mark.skipif(not has_ipv6(), reason="this machine has no IPv6")
def test_a_port_of_both_kinds_knows_an_ipv4_address_for_what_it_is(start):
    port = free_port(socket.AF_INET6, "::")
    start(1, listen=f"[::]:{port}", front_addresses="127.0.0.0/8")
    assert ask_port("127.0.0.1", port).status == 200


def test_a_silent_client_of_a_port_is_let_go(start):
    port = free_port(socket.AF_INET, "127.0.0.1")
    start(1, arrival=100, listen=f"127.0.0.1:{port}", front_addresses="127.0.0.1")
    with socket.create_connection(("127.0.0.1", port), 20) as client:
        assert client.recv(1) == b""
    assert ask_port("127.0.0.1", port).status == 200


def test_a_port_that_is_taken_is_told_and_nothing_is_served(start):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        house = start(1, ready=False, listen=f"127.0.0.1:{other.getsockname()[1]}")
        assert house.process.wait(20) != 0
        eventually(lambda: not house.reader.is_alive(), "the end of its words")


def test_after_a_stop_a_port_refuses_at_once(start):
    port = free_port(socket.AF_INET, "127.0.0.1")
    house = start(1, listen=f"127.0.0.1:{port}", front_addresses="127.0.0.1")
    assert house.stop() == 0
    with pytest.raises(ConnectionRefusedError):
        ask_port("127.0.0.1", port)
    again = start(1, listen=f"127.0.0.1:{port}", front_addresses="127.0.0.1")
    assert ask_port("127.0.0.1", port).status == 200
    assert again.stop() == 0
