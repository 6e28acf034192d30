"""Where the house's files lie."""

import shutil
from pathlib import Path

import pytest
import requests
from stack import Stack

NAMES = {"a long name": "a-name-that-is-long" * 6, "blanks": "Büro der Praxis"}


@pytest.mark.parametrize("name", NAMES)
def test_a_folder_that_does_not_fit_is_a_link_to_one_that_does(name):
    house = Stack()
    house.run_dir = house.folder / NAMES[name]
    house.environment["RUN_DIR"] = str(house.run_dir)
    try:
        house.start()
        assert house.run_dir.is_symlink()
        assert requests.get(f"{house.base}/readyz", timeout=30).status_code == 200
        assert "demo" in house.command("tenant", "list")
    finally:
        real = house.run_dir.resolve()
        house.remove()
        shutil.rmtree(real, ignore_errors=True)


def test_secrets_are_for_the_processes_only(stack):
    for name in ("secret", "settings"):
        assert (stack.run_dir / name).stat().st_mode & 0o777 == 0o600
    secret = (stack.run_dir / "secret").read_bytes().strip()
    processes = [stack.pid("serve"), stack.pid("nginx"), *stack.workers()]
    assert not [pid for pid in processes if secret in Path(f"/proc/{pid}/cmdline").read_bytes()]
