"""The fuzzers' program, built once for a run, and how one of them is run."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "Tests/Process"))


@dataclass
class Outcome:
    code: int
    told: str
    # The bytes that broke a promise; empty where none did.
    found: bytes


@pytest.fixture(scope="session")
def program() -> Path:
    subprocess.run([ROOT / "scripts/fuzz"], check=True)
    return ROOT / ".build/fuzz/fuzz"


@pytest.fixture
def fuzz(program, tmp_path):
    """Tries a reader for some seconds or so many times, whichever ends first, beginning with its seeds."""

    def run(reader: str, seconds: float, seeds: list[bytes], tries: int = -1) -> Outcome:
        corpus = tmp_path / "corpus"
        corpus.mkdir()
        for number, seed in enumerate(seeds):
            (corpus / f"{number:03}").write_bytes(seed)
        options = [
            f"-max_total_time={seconds:.0f}",
            f"-runs={tries}",
            "-max_len=4096",
            "-timeout=10",
            "-detect_leaks=0",
            "-artifact_prefix=found-",
        ]
        done = subprocess.run(
            [program, *options, corpus],
            cwd=tmp_path,
            env=os.environ | {"HOLDFAST_FUZZ": reader, "SWIFT_BACKTRACE": "enable=no"},
            capture_output=True,
            timeout=seconds + 60,
            check=False,
        )
        found = next((file.read_bytes() for file in tmp_path.glob("found-*")), b"")
        return Outcome(done.returncode, done.stderr.decode(errors="replace")[-4000:], found)

    return run
