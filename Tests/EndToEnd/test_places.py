"""Where a house lies when its folder is in an awkward place."""

import subprocess
from pathlib import Path

import pytest
from stack import ROOT, Stack


@pytest.fixture
def house():
    """Only its folder: nothing is started."""
    house = Stack()
    yield house
    house.remove()


def run_dir_for(house: Stack, folder: Path) -> subprocess.CompletedProcess[str]:
    """Where the scripts put what belongs to a RUN_DIR."""
    command = ["bash", "-c", "umask 077; . scripts/lib.sh; make_house_user; make_run_dir; echo $RUN_DIR"]
    environment = house.environment | {"RUN_DIR": str(folder), "TMPDIR": str(house.folder)}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_a_callers_strict_mask_keeps_nobody_out(house):
    folder = house.folder / "new" / "run"
    assert run_dir_for(house, folder).stdout.strip() == str(folder)
    assert folder.parent.stat().st_mode & 0o777 == 0o755


def test_an_empty_folder_whose_path_is_too_long_gives_way_to_a_link(house):
    folder = house.folder / ("long" * 25) / "run"
    folder.mkdir(parents=True)
    real = Path(run_dir_for(house, folder).stdout.strip())
    assert (folder.is_symlink(), folder.resolve(), real.is_dir()) == (True, real, True)


def test_a_folder_that_cannot_be_used_and_holds_something_is_refused(house):
    folder = house.folder / ("held" * 25) / "run"
    folder.mkdir(parents=True)
    (folder / "letter").touch()
    refused = run_dir_for(house, folder)
    assert refused.returncode != 0
    assert "isn't empty" in refused.stderr
    assert [path.name for path in folder.iterdir()] == ["letter"]
