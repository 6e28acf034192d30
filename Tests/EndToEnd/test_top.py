"""`holdfast top`, as a program reads it and as a person sees it."""

import os
import pty
import select
import subprocess
import termios
import time


def test_one_page_is_printed_where_nobody_looks(stack):
    page = stack.command("top").split("\n")
    assert f"supervisor {stack.pid('serve')}" in page[0]
    assert {line.split()[0] for line in page if "running" in line} >= {"web", "talk"}
    pids = {int(word) for line in page for word in line.split() if word.isdigit()}
    assert set(stack.workers()) <= pids


def test_nobody_to_ask_is_said_in_one_line(stack, tmp_path):
    asked = [str(stack.run_dir / "holdfast"), "top", "--run", str(tmp_path)]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("holdfast: no supervisor answers at ") and done.stderr.count("\n") == 1


def test_a_person_sees_it_anew_and_leaves_with_q(stack):
    ours, theirs = pty.openpty()
    before = termios.tcgetattr(theirs)
    program = subprocess.Popen([str(stack.run_dir / "holdfast"), "top"], stdin=theirs, stdout=theirs, stderr=theirs)
    seen, deadline = b"", time.monotonic() + 20
    while seen.count(b"q quits") < 2:
        assert time.monotonic() < deadline, seen
        if select.select([ours], [], [], 0.1)[0]:
            seen += os.read(ours, 65_536)
    os.write(ours, b"q")
    assert program.wait(10) == 0
    seen += os.read(ours, 65_536)
    assert seen.startswith(b"\x1b[?1049h") and seen.endswith(b"\x1b[?1049l")
    assert b"web" in seen and b"talk" in seen
    assert termios.tcgetattr(theirs) == before
    os.close(ours)
    os.close(theirs)
