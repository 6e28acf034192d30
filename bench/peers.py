"""The peers: PHP-FPM from Debian and a C program on libfcgi, behind the very nginx that serves the house."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "Tests/Shared"))

from carrier import Carrier as Carrier  # noqa: E402
from stack import ROOT, Stack, free_port, until  # noqa: E402

FOLDER = Path(__file__).resolve().parent / "peers"
SITE = ROOT / "nginx"
# What a worker opens its session with and what the planner sees.
SESSION = "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c search_path=holdfast,public"


class Peers:
    """A folder of their own beside the house's; everything runs as the house's user."""

    def __init__(self, stack: Stack, workers: int) -> None:
        self.stack, self.workers = stack, workers
        self.run = stack.folder / "peers"
        self.run.mkdir()
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.fpm: subprocess.Popen | None = None
        self.c: subprocess.Popen | None = None
        for script in FOLDER.glob("*.php"):
            shutil.copy(script, self.run)
        shutil.copy(FOLDER / "php.ini", self.run)
        if os.geteuid() == 0:
            shutil.chown(self.run, "holdfast", "holdfast")

    def start(self) -> None:
        self.start_c()
        self.start_fpm()
        self.join_nginx()

    def stop(self) -> None:
        self.stop_fpm()
        if self.c:
            end(self.c)

    def start_c(self) -> None:
        program = self.run / "empty"
        subprocess.run(["gcc", "-O2", "-o", str(program), str(FOLDER / "empty.c"), "-lfcgi"], check=True)
        self.c = self.as_house([str(program), str(self.run / "c.sock"), str(self.workers)])
        until(lambda: answers(self.run / "c.sock"), 10, "the C program listens")

    def start_fpm(self, control: str = "0") -> None:
        """`control` is its process_control_timeout: how long a reload waits for what is under way; 0 is its default."""
        values = {"run": self.run, "log": self.run, "workers": self.workers, "control": control}
        settings = self.run / "fpm.conf"
        settings.write_text(filled("fpm.conf", values))
        program = sorted(Path("/usr/sbin").glob("php-fpm8*"))[-1]
        self.fpm = self.as_house([str(program), "-F", "-y", str(settings), "-c", str(self.run / "php.ini")], PHP_INI_SCAN_DIR="")
        until(lambda: answers(self.run / "fpm.sock"), 10, "PHP-FPM listens")

    def stop_fpm(self) -> None:
        if self.fpm:
            end(self.fpm)
            self.fpm = None

    def as_house(self, command: list[str], **environment: str) -> subprocess.Popen:
        house = ["setpriv", "--pdeathsig=TERM"]
        if os.geteuid() == 0:
            house += ["--reuid=holdfast", "--regid=holdfast", "--init-groups"]
        log = (self.run / "peers.log").open("a")
        return subprocess.Popen([*house, *command], env=os.environ | environment, cwd=self.run, stdout=log, stderr=log)

    def children(self, process: subprocess.Popen | None) -> list[int]:
        assert process
        return [int(child) for child in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]

    def settle(self, values: dict[str, str]) -> None:
        """What book.php is told: the database, the tenant and the statement."""
        words = ", ".join(f"'{name}' => <<<'TEXT'\n{value}\nTEXT" for name, value in values.items())
        (self.run / "settings.php").write_text(f"<?php\nreturn [{words}];\n")

    def join_nginx(self) -> None:
        """The house's nginx takes the peers in as one more server."""
        values = {"run": self.run, "port": self.port, "fastcgi": part("fastcgi.conf"), "headers": part("headers.conf")}
        site = self.stack.run_dir / "nginx.conf"
        whole = site.read_text().rstrip()
        assert whole.endswith("}")
        site.write_text(whole[:-1] + filled("nginx.conf", values) + "}\n")
        os.kill(self.stack.pid("nginx"), signal.SIGHUP)
        until(self.reached, 10, "nginx serves the peers")

    def reached(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


def filled(name: str, values: dict) -> str:
    text = (FOLDER / name).read_text()
    for key, value in values.items():
        text = text.replace("{" + key + "}", str(value))
    return text


def part(name: str) -> str:
    """A part of the site's template, without what stands under a switch."""
    lines, kept = [], True
    for line in (SITE / name).read_text().splitlines():
        if line.startswith("{{"):
            kept = line.startswith("{{/")
        elif kept:
            lines.append(line)
    return "\n".join(lines)


def answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(str(path)) == 0


def end(process: subprocess.Popen) -> None:
    process.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(10)
        return
    process.kill()
    process.wait()
