"""The sources as the shape tests read them."""

import re
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# Each room, and the rooms that stand below it. A room may import these and nothing else of ours.
BELOW = {
    "Web": set(),
    "Sealing": set(),
    "Outbound": set(),
    "PhoneNumbers": set(),
    "Postgres": set(),
    "FCGIHost": {"Web"},
    "Booking": {"Postgres", "PhoneNumbers"},
    "Messaging": {"Booking", "Postgres", "Web", "Outbound", "Sealing", "PhoneNumbers"},
    "Calendars": {"Booking", "Postgres", "Web", "Outbound", "Sealing", "PhoneNumbers"},
    "Receptionist": {"Booking", "Postgres", "Web", "Outbound", "Sealing", "PhoneNumbers"},
    "Sandbox": {"FCGIHost", "Postgres", "Web", "Outbound", "Sealing", "PhoneNumbers"},
    "Jobs": {"Receptionist", "Calendars", "Messaging", "Booking", "Postgres", "Web", "Outbound", "Sealing", "PhoneNumbers"},
    "Webhooks": {"Receptionist", "Calendars", "Messaging", "Booking", "Postgres", "Web", "Outbound", "Sealing", "PhoneNumbers"},
    "Handlers": {"Receptionist", "Calendars", "Messaging", "Booking", "Postgres", "Web", "Outbound", "Sealing", "PhoneNumbers"},
}
BELOW["holdfast"] = set(BELOW)

# The rooms that hold a C library, and what of C each may name.
BOUNDARY = {
    "Postgres": {"CPostgres", "Glibc"},
    "Sealing": {"COpenSSL", "Glibc"},
    "Outbound": {"CCurl", "Glibc"},
    "PhoneNumbers": {"CPhoneNumber"},
    "FCGIHost": {"CFastCGI", "CLinux", "Glibc"},
}

TOOLCHAIN = {"FoundationEssentials", "Synchronization"}


@cache
def tracked(*patterns: str) -> list[Path]:
    """The files that git tracks or would track, so that nothing built is read."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *patterns]
    try:
        names = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\0")
    except (OSError, subprocess.CalledProcessError):
        names = [str(path.relative_to(ROOT)) for pattern in patterns for path in ROOT.glob(pattern)]
    return [ROOT / name for name in sorted(set(names)) if name and (ROOT / name).is_file()]


def rooms() -> list[str]:
    """The folders of Sources that are the product's; C holds module maps, EmbedTool runs while building only."""
    folders = {path.relative_to(ROOT / "Sources").parts[0] for path in tracked("Sources/*.swift", "Sources/**/*.swift")}
    return sorted(folders - {"C", "EmbedTool"})


def swift_files(room: str) -> list[Path]:
    return tracked(f"Sources/{room}/*.swift", f"Sources/{room}/**/*.swift")


def imports(path: Path) -> set[str]:
    access = r"(?:@[\w()]+[ \t]+)*(?:(?:public|package|internal|fileprivate|private)[ \t]+)?"
    kind = r"(?:(?:struct|class|enum|protocol|func|typealias|var|let)[ \t]+)?"
    pattern = rf"^[ \t]*{access}import[ \t]+{kind}(\w+)"
    return set(re.findall(pattern, path.read_text(), re.M))


def code(path: Path) -> str:
    """A Swift file without its comments and string literals."""
    text = path.read_text()
    text = re.sub(r'(#+)"""(?:.|\n)*?"""\1|"""(?:.|\n)*?"""', '""', text)
    text = re.sub(r'(#+)".*?"\1|"(?:\\.|[^"\\\n])*"', '""', text)
    text = re.sub(r"/\*(?:.|\n)*?\*/", "", text)
    return re.sub(r"//.*", "", text)
