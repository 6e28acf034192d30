"""The route table, read from the sources: every place that the program serves, so that none is left out of a test."""

import re
from dataclasses import dataclass
from functools import cache

from stack import ROOT

FAMILIES = {
    "Handlers/Routes/APIPlace": "api",
    "Handlers/Routes/HostedPlace": "hosted",
    "Handlers/Routes/ManagePlace": "manage",
    "Handlers/Routes/AdminPlace": "admin",
    "Webhooks/WebhookPlace": "webhooks",
    "Webhooks/PushPlace": "pushes",
}


@dataclass(frozen=True)
class Route:
    family: str
    name: str
    method: str
    segments: tuple[str, ...]

    def path(self, start: str, **given: str) -> str:
        """The address below a start; what differs is given by the name that it has in the sources."""
        return "/".join([start, *(given[part[1:-1]] if part.startswith("{") else part for part in self.segments)])

    @property
    def takes(self) -> set[str]:
        return {part[1:-1] for part in self.segments if part.startswith("{")}

    def __str__(self) -> str:
        return f"{self.method} {self.family}.{self.name}"


def switch(source: str, variable: str) -> dict[str, str]:
    """What a computed variable says for each case, by the case's name."""
    body = re.search(rf"var {variable}: [^\n]*{{\n(.*?)\n    }}", source, re.S)
    found = {}
    for line in re.findall(r"case (\.[^\n]*)", body[1]):
        names, said = re.match(r"((?:\.\w+(?:\([^)]*\))?(?:, )?)+): (.*)", line).groups()
        found |= {
            name: (said, re.search(rf"\.{name}\(([^)]*)\)", names)) for name in re.findall(r"\.(\w+)", re.sub(r"\([^)]*\)", "", names))
        }
    return found


def segments(said: str) -> tuple[str, ...]:
    parts = [part.strip() for part in said.strip("[]").split(",") if part.strip()]
    return tuple(
        part.strip('"') if part.startswith('"') else "{" + re.sub(r"String\((\w+)\)|(\w+)\.rawValue", r"\1\2", part) + "}" for part in parts
    )


def text(file: str) -> str:
    return (ROOT / f"Sources/{file}.swift").read_text()


@cache
def every_route() -> list[Route]:
    routes = []
    for file, family in FAMILIES.items():
        source = text(file)
        methods = switch(source, "methods")
        for name, (said, _) in switch(source, "segments").items():
            heard = (["GET"] if "reading" in methods[name][0] else []) + [
                m.upper() for m in re.findall(r"\.(post|delete|put|patch)\b", methods[name][0])
            ]
            routes += [Route(family, name, method, segments(said)) for method in heard]
    declared = len(re.findall(r"^    case \w+", "".join(text(file) for file in FAMILIES), re.M))
    assert len({(route.family, route.name) for route in routes}) == declared, "a case was not read"
    return routes
