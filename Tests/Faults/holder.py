"""What systemd does for the pools, as far as they notice: it keeps their sockets open and starts them again."""

import fcntl
import grp
import os
import pwd
import shlex
import socket
import subprocess
import threading
import time

from stack import Stack, until

DOORS = ("web", "talk")
FIRST = 3


class Holder:
    """Serves a house in the place of its own supervisor while the `with` lasts."""

    def __init__(self, house: Stack) -> None:
        self.house, self.over, self.starts = house, threading.Event(), 0
        self.user = pwd.getpwnam("holdfast") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())

    def __enter__(self) -> "Holder":
        os.kill(self.house.pid("serve"), 15)
        until(lambda: not self.house.lives("serve"), 30, "the house's own supervisor left")
        self.sockets = [self.door(name) for name in DOORS]
        self.thread = threading.Thread(target=self.keep, daemon=True)
        self.thread.start()
        until(lambda: self.starts > 0 and self.house.workers() != [], 10, "the pools run")
        return self

    def __exit__(self, *_) -> None:
        self.over.set()
        os.kill(self.process.pid, 15)
        self.thread.join(30)
        for each in self.sockets:
            each.close()
        self.house.start()

    def door(self, name: str) -> socket.socket:
        path = self.house.run_dir / f"{name}.sock"
        path.unlink(missing_ok=True)
        door = socket.socket(socket.AF_UNIX)
        door.bind(str(path))
        os.chown(path, self.user.pw_uid, self.user.pw_gid)
        path.chmod(0o660)
        door.listen(4096)
        return door

    def keep(self) -> None:
        while not self.over.is_set():
            self.process = self.start()
            self.house.remember("serve", self.process.pid)
            self.starts += 1
            self.process.wait()
            time.sleep(0.1)

    def start(self) -> subprocess.Popen:
        """The process itself is told its own pid: the shell that asks for it becomes it."""
        serve = shlex.quote(str(self.house.run_dir / "holdfast-serve"))
        told = {"LISTEN_FDS": str(len(DOORS)), "LISTEN_FDNAMES": ":".join(DOORS)}
        groups = [group.gr_gid for group in grp.getgrall() if self.user.pw_name in group.gr_mem] + [self.user.pw_gid]
        as_house = {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": groups} if os.geteuid() == 0 else {}
        return subprocess.Popen(
            ["sh", "-c", f"export LISTEN_PID=$$; exec {serve}"],
            cwd=self.house.run_dir,
            env={"PATH": os.environ["PATH"]} | told,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=(self.house.run_dir / "log/serve.log").open("a"),
            close_fds=False,
            preexec_fn=self.hand_over,
            start_new_session=True,
            **as_house,
        )

    def hand_over(self) -> None:
        """The sockets stand where systemd puts them; first out of the way of each other."""
        high = [fcntl.fcntl(each, fcntl.F_DUPFD_CLOEXEC, 100) for each in self.sockets]
        for number, descriptor in enumerate(high):
            os.dup2(descriptor, FIRST + number)
