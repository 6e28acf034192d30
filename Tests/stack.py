"""One whole house for a suite: nginx, the pools and Postgres, started and stopped by the project's own scripts."""

import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


class Stack:
    """A running house under a folder and a port of its own, so that it can stand beside any other."""

    def __init__(self, address: str | None = None, **settings: str):
        """An address names a house that runs already, with RUN_DIR as its folder; it is left running."""
        self.running = address
        self.run_dir = Path(tempfile.mkdtemp(prefix="holdfast-stack-"))
        self.run_dir.chmod(0o755)
        self.port = free_port()
        self.address = address or f"http://127.0.0.1:{self.port}"
        self.environment = os.environ | {
            "PORT": str(self.port),
            "RUN_DIR": os.environ["RUN_DIR"] if address else str(self.run_dir / "run"),
            "HOLDFAST_LIMITS": "off",
            **settings,
        }

    def __enter__(self) -> "Stack":
        if self.running:
            return self
        try:
            self.script("up")
        except subprocess.CalledProcessError as failure:
            self.__exit__()
            raise RuntimeError(f"the house did not start:\n{failure.stderr}") from None
        return self

    def __exit__(self, *_: object) -> None:
        if self.running:
            return
        subprocess.run([ROOT / "scripts/down"], env=self.environment, cwd=ROOT, check=False, timeout=60)
        shutil.rmtree(Path(self.environment["RUN_DIR"]).resolve(), ignore_errors=True)
        shutil.rmtree(self.run_dir, ignore_errors=True)

    def script(self, name: str) -> str:
        """Runs a script of the project for this house; what it prints."""
        return self.output(ROOT / "scripts" / name)

    def command(self, *arguments: str) -> str:
        """Runs a command of holdfast with the settings of this house, such as `tenant link demo`."""
        return self.output(Path(self.environment["RUN_DIR"]) / "holdfast", *arguments)

    def output(self, *command: object) -> str:
        words = [str(word) for word in command]
        done = subprocess.run(
            words, env=self.environment, cwd=ROOT, check=True, capture_output=True, text=True, timeout=300
        )
        return done.stdout.strip()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
