"""The product's own stand-in for a model, started for a test: it says what a script says and shows what it was asked."""

import json
import os
import subprocess
import tempfile
from pathlib import Path
from typing import Self

from stack import ROOT, free_port, until


def binary() -> str:
    return os.environ.get("HOLDFAST_BINARY", str(ROOT / ".build/release/holdfast"))


class Sandbox:
    """`holdfast sandbox model`, with a script that a test may change at any time."""

    def __init__(self, **script: object) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="holdfast-sandbox-"))
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/v1"
        self.settings = {"OPENAI_BASE_URL": self.url, "OPENAI_API_KEY": "a-key", "OPENAI_MODEL": "sandbox"}
        self.play(**(script or {"rules": []}))

    def __enter__(self) -> Self:
        command = [binary(), "sandbox", "model", "--listen", f"127.0.0.1:{self.port}", "--script", str(self.script), "--show"]
        with self.output.open("w") as output:
            self.process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
        until(lambda: "answers as a model" in self.output.read_text(), 20, "the sandbox listens")
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)
        for path in self.folder.iterdir():
            path.unlink()
        self.folder.rmdir()

    @property
    def script(self) -> Path:
        return self.folder / "script.json"

    @property
    def output(self) -> Path:
        return self.folder / "output"

    def play(self, *rules: dict, **script: object) -> None:
        """What it says from now on. A script in the making is never read."""
        new = self.folder / "script.new"
        new.write_text(json.dumps({"rules": list(rules), "key": "a-key"} | script))
        new.replace(self.script)
        self.known = len(self.lines) if self.output.exists() else 0

    @property
    def asked(self) -> list[dict]:
        """Every question that came since the script was changed last, in its order."""
        return [json.loads(line) for line in self.lines[self.known :] if line.startswith("{")]

    @property
    def lines(self) -> list[str]:
        return self.output.read_text().splitlines()


def call(tool: str, **arguments: object) -> dict:
    return {"tool": tool, "arguments": arguments}
