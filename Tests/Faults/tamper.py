"""What a machine does to a process that the process can't see coming: system calls that fail, or that it never leaves."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from stack import until

# As anybody else than root, another process of one's own may be traced only with help.
AS_ROOT = [] if os.geteuid() == 0 else ["sudo"]


def is_traced(pid: int) -> bool:
    """Whether its calls are tampered with; one that has ended needs no more."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return True
    return "TracerPid:\t0\n" not in status


@contextmanager
def tampering(pids: list[int], calls: str, effect: str) -> Iterator[None]:
    """Within it these calls of these processes meet the effect, such as `error=ENOSPC` or `signal=KILL:when=1`."""
    rules = ["-e", f"trace={calls}", "-e", f"inject={calls}:{effect}"]
    command = [*AS_ROOT, "strace", "-qq", "-o", "/dev/null", *rules, *(f"--attach={pid}" for pid in pids)]
    tracer = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until(lambda: tracer.poll() is not None or all(is_traced(pid) for pid in pids), 10, "strace is attached")
        yield
    finally:
        tracer.terminate()
        tracer.wait(10)
