"""What the documents promise exists."""

import os
import re
import subprocess

import house
import pytest

DOCUMENTS = house.tracked("*.md", "docs/*.md", "docs/**/*.md", "deploy/*.md")


def targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):.*## ", (house.ROOT / "Makefile").read_text(), re.M))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_make_target_that_is_named_exists(document):
    named = set(re.findall(r"(?:`|^\s{4}|^\$ )make ([a-z]+)", document.read_text(), re.M))
    assert named <= targets()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_linked_file_exists(document):
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", document.read_text())
    assert not [link for link in links if not (document.parent / link).exists()]


def test_make_alone_prints_its_targets():
    printed = subprocess.run(["make"], cwd=house.ROOT, check=True, capture_output=True, text=True).stdout
    assert all(f"make {target} " in printed for target in targets())


def test_the_tests_are_run_by_the_command_that_the_readme_names():
    assert "\nmake test\n" in (house.ROOT / "README.md").read_text().replace("    make", "make")
    assert re.search(r"^make test\b", (house.ROOT / ".ci/run").read_text(), re.M)


def test_every_command_that_the_help_names_is_known():
    binary = os.environ.get("HOLDFAST_BINARY", str(house.ROOT / ".build/debug/holdfast"))
    shown = subprocess.run([binary, "help"], capture_output=True, text=True, check=False)
    assert shown.returncode == 0
    named = set(re.findall(r"^\s+(?:holdfast )?([a-z]+)\b", shown.stdout, re.M))
    assert {"serve", "migrate", "doctor", "nginx", "tenant", "seed", "clock", "top"} <= named
