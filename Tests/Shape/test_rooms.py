"""Who may import whom, and where C may be spoken (the design's sections 1 and 2)."""

import re

import house
import pytest


@pytest.mark.parametrize("room", house.rooms())
def test_a_room_imports_only_what_stands_below_it(room):
    allowed = house.BELOW[room] | house.BOUNDARY.get(room, set()) | house.TOOLCHAIN
    faults = [f"{path.name}: {sorted(extra)}" for path in house.swift_files(room) if (extra := house.imports(path) - allowed)]
    assert not faults


@pytest.mark.parametrize("room", house.rooms())
def test_foundation_stays_out_of_the_product(room):
    assert not [path.name for path in house.swift_files(room) if "Foundation" in house.imports(path)]


@pytest.mark.parametrize("room", [room for room in house.rooms() if room not in house.BOUNDARY])
def test_unsafe_is_said_only_at_the_boundary(room):
    assert not [path.name for path in house.swift_files(room) if re.search(r"\bunsafe\b", house.code(path))]


def test_the_packages_map_knows_every_room():
    manifest = (house.ROOT / "Package.swift").read_text()
    assert not [room for room in house.rooms() if f'"{room}"' not in manifest]


def test_every_target_is_held_to_the_same_strictness():
    manifest = (house.ROOT / "Package.swift").read_text()
    for setting in (
        "swiftLanguageMode(.v6)",
        "strictMemorySafety()",
        "treatAllWarnings(as: .error)",
        "InternalImportsByDefault",
        "MemberImportVisibility",
        "ExistentialAny",
    ):
        assert setting in manifest


@pytest.mark.parametrize("word", ["TODO", "FIXME", "try!", "fatalError("])
def test_nothing_is_left_for_later(word):
    files = house.tracked("Sources/*.swift", "Sources/**/*.swift", "sql/**/*.sql", "nginx/*.conf", "web/*.js")
    assert not [str(path.relative_to(house.ROOT)) for path in files if word in path.read_text()]
