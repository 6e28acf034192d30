"""Whatever of ours reads bytes holds its promises for any bytes; `Tests/Fuzz/*Readers.swift` says which."""

import os
import re
import subprocess

import pytest
from seeds import SEEDS

# Ten minutes for all together in `make soak`, a quarter of one at most in `make test`.
SECONDS, TRIES = (600 / len(SEEDS), -1) if "HOLDFAST_SOAK" in os.environ else (1, 4_000)


@pytest.mark.parametrize("reader", SEEDS)
def test_a_reader_holds_its_promises_for_any_bytes(fuzz, reader):
    outcome = fuzz(reader, SECONDS, SEEDS[reader], TRIES)
    assert outcome.code == 0, f"{outcome.found!r}\n{outcome.told}"
    assert re.search(r"^Done \d+ runs", outcome.told, re.M)


def test_the_fuzzer_finds_a_fault_that_was_planted(fuzz):
    outcome = fuzz("planted", 30, [])
    assert outcome.code != 0
    assert "heap-buffer-overflow" in outcome.told
    assert outcome.found.startswith(b"HOLD")


def test_every_reader_is_tried(program, tmp_path):
    # A name that is none is answered with all of them.
    nameless = os.environ | {"HOLDFAST_FUZZ": "", "SWIFT_BACKTRACE": "enable=no"}
    # Where it stands it leaves a file about its end.
    ended = subprocess.run([program], env=nameless, cwd=tmp_path, capture_output=True, check=False, text=True, errors="replace")
    named = ended.stderr.split("names none of ")[1].split("\n")[0].split()
    assert set(named) == set(SEEDS) | {"planted"}
