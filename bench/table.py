"""One table of what was measured beside what was aimed for."""

from dataclasses import dataclass, field
from statistics import median


@dataclass
class Line:
    name: str
    what: str
    value: str
    beside: str = ""
    ratio: str = ""
    aim: str = ""
    met: bool | None = None
    note: str = ""

    def cells(self) -> list[str]:
        verdict = {True: "yes", False: "NO", None: ""}[self.met]
        return [self.name, self.what, self.value, self.beside, self.ratio, self.aim, "; ".join(filter(None, [verdict, self.note]))]


@dataclass
class Table:
    lines: list[Line] = field(default_factory=list)
    is_broken: bool = False

    def add(self, *cells, **more) -> None:
        self.lines.append(Line(*cells, **more))
        print("  ".join(filter(None, self.lines[-1].cells())), flush=True)

    def broke(self, part: str, error: Exception) -> None:
        """A row for a part that could not be measured."""
        self.is_broken = True
        words = " ".join(f"{type(error).__name__}: {error}".replace("|", "/").split())
        self.add("", part.replace("_", " "), "not measured", note=words[:200])

    def __str__(self) -> str:
        rows = [["", "", "measured", "beside", "ratio", "aim", "met"], *(line.cells() for line in self.lines)]
        widths = [max(len(row[column]) for row in rows) for column in range(7)]
        texts = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows]
        texts.insert(1, "| " + " | ".join("-" * width for width in widths) + " |")
        return "\n".join(texts)


def spread(values: list[float], unit: str = "/s") -> str:
    """The median, with the lowest and highest of the rounds."""
    return f"{median(values):,.0f}{unit} ({min(values):,.0f}–{max(values):,.0f})"


def milliseconds(values: list[float]) -> str:
    return f"{median(values):.1f} ms ({min(values):.1f}–{max(values):.1f})"
