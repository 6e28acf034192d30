"""Reads customers as they are written down; README.md says what each line means."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path

FOLDER = Path(__file__).parent / "scenarios"
BEGINNING = "2026-11-21T15:00:00Z"

EVENTS = {
    *("times", "unsuited", "held", "details", "services", "booked", "moved", "cancelled", "found"),
    *("cancel?", "which?", "half?", "asked", "told", "any"),
}


@dataclass(frozen=True)
class Window:
    """Days and times of day, both ends included; nothing narrows it down to begin with."""

    days: tuple[date, date] = (date.min, date.max)
    times: tuple[time, time] = (time.min, time.max)

    def __contains__(self, moment) -> bool:
        return self.days[0] <= moment.date() <= self.days[1] and self.times[0] <= moment.time() <= self.times[1]

    def __str__(self) -> str:
        return " ".join(str(first) if first == last else f"{first}..{last}" for first, last in (self.days, self.times))


@dataclass(frozen=True)
class Action:
    """What a customer does: a verb with its text, said twice at once or beside what they would have said anyway."""

    verb: str
    text: str = ""
    manner: str = ""

    @property
    def speaks(self) -> bool:
        return self.verb in ("say", "name", "press", "details", "yes", "no")


@dataclass
class Rule:
    event: str
    action: Action
    always: bool = False
    spent: bool = False


@dataclass(frozen=True)
class Booking:
    """A booking or a hold as it should stand in the end."""

    status: str
    service: str
    window: Window
    name: str = ""
    contact: str = ""
    person: str = ""
    minutes: int = 0
    address: str = ""
    optional: bool = False

    def __str__(self) -> str:
        return " ".join(f"{self.status} {self.service} {self.window} {self.name} {self.contact}".split())


@dataclass(frozen=True)
class Change:
    """What becomes of a booking that stood before."""

    number: int
    status: str
    window: Window


@dataclass(frozen=True)
class Message:
    """A message for the owner: how to reach the visitor, and words that it must hold."""

    contact: str
    words: tuple[str, ...]
    optional: bool = False

    def __str__(self) -> str:
        return f"message <{self.contact}> {' '.join(self.words)}".strip()


@dataclass(frozen=True)
class Planted:
    """A booking that somebody made elsewhere before the conversation."""

    service: str
    day: date
    at: time
    name: str
    contact: str


@dataclass
class Scenario:
    title: str
    source: str
    language: str = "en"
    tenant: str = "demo"
    clock: str = BEGINNING
    profile: dict[str, str] = field(default_factory=dict)
    visits: list[str] = field(default_factory=list)
    away: list[tuple[str, date, date]] = field(default_factory=list)
    planted: list[Planted] = field(default_factory=list)
    opening: str = ""
    wants: list[str] = field(default_factory=list)
    picks: list[Window] = field(default_factory=list)
    presses: bool = False
    patience: int = 14
    rules: list[Rule] = field(default_factory=list)
    expected: list[Booking | Message] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    unsaid: list[str] = field(default_factory=list)

    @property
    def furnished(self) -> str:
        """When what stands in the diary before was booked."""
        return min(self.clock, BEGINNING)

    @property
    def moves_the_clock(self) -> bool:
        """Business time is one for the whole database, so such a scenario runs alone."""
        return self.clock != BEGINNING or any(rule.action.verb == "wait" for rule in self.rules)


def all_scenarios() -> list[Scenario]:
    return [scenario for path in sorted(FOLDER.glob("*.txt")) for scenario in read(path)]


def read(path: Path) -> Iterator[Scenario]:
    scenario = None
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if not line.strip():
            continue
        if line.startswith("# "):
            if scenario:
                yield scenario
            scenario = Scenario(line[2:].strip(), path.stem)
            continue
        try:
            add(scenario, line)
        except (ValueError, AttributeError, KeyError) as fault:
            raise ValueError(f"{path.name}:{number}: {line!r}: {fault}") from fault
    if scenario:
        yield scenario


def add(scenario: Scenario, line: str) -> None:
    word, _, rest = line.partition(" ")
    match word:
        case "language" | "tenant" | "clock":
            setattr(scenario, word, rest)
        case "name" | "email" | "phone" | "address" | "service":
            scenario.profile[word] = rest
        case "visits":
            scenario.visits.append(rest)
        case "away":
            scenario.away.append(away(rest))
        case "+":
            scenario.planted.append(planted(rest))
        case ">":
            scenario.opening = rest
        case "wants":
            scenario.wants.append(rest.removeprefix("> "))
        case "picks":
            scenario.picks.append(window(rest)[0])
        case "presses":
            scenario.presses = True
        case "patience":
            scenario.patience = int(rest)
        case "when" | "always":
            scenario.rules.append(rule(rest, word == "always"))
        case "=" | "=?":
            expect(scenario, rest, word == "=?")
        case "unsaid":
            scenario.unsaid.append(rest)
        case _:
            raise ValueError("no such line")


def rule(text: str, always: bool) -> Rule:
    event, _, action = text.partition(": ")
    if event not in EVENTS:
        raise ValueError(f"no such event: {event}")
    return Rule(event, read_action(action), always)


def read_action(text: str) -> Action:
    verb, _, rest = text.partition(" ")
    match verb:
        case "twice" | "beside":
            inner = read_action(rest)
            return Action(inner.verb, inner.text, verb)
        case ">":
            return Action("say", rest)
        case "name" | "press" | "details" | "yes" | "no" | "leave" | "wait" | "lose" | "resend":
            return Action(verb, rest)
        case _:
            raise ValueError(f"no such action: {verb}")


def away(text: str) -> tuple[str, date, date]:
    who, _, days = text.rpartition(" ")
    first, _, last = days.partition("..")
    return who, date.fromisoformat(first), date.fromisoformat(last or first)


def planted(text: str) -> Planted:
    match = re.fullmatch(r"(.+?) (\d{4}-\d\d-\d\d) (\d\d:\d\d) (\S+ \S+) (.+)", text)
    return Planted(match[1], date.fromisoformat(match[2]), time.fromisoformat(match[3]), match[4], match[5])


def window(text: str) -> tuple[Window, str]:
    """A window at the beginning of a text, and what follows it."""
    days, times = (date.min, date.max), (time.min, time.max)
    if text == "any":
        return Window(), ""
    if match := re.match(r"(\d{4}-\d\d-\d\d)(?:\.\.(\d{4}-\d\d-\d\d))?(?: |$)", text):
        days, text = (date.fromisoformat(match[1]), date.fromisoformat(match[2] or match[1])), text[match.end() :]
    if match := re.match(r"(\d\d:\d\d)(?:\.\.(\d\d:\d\d))?(?: |$)", text):
        times, text = (time.fromisoformat(match[1]), time.fromisoformat(match[2] or match[1])), text[match.end() :]
    return Window(days, times), text


def expect(scenario: Scenario, text: str, optional: bool) -> None:
    if match := re.match(r"\$(\d) (\w+) ?", text):
        scenario.changes.append(Change(int(match[1]), match[2], window(text[match.end() :])[0]))
    elif match := re.match(r"message <(.*?)> ?", text):
        scenario.expected.append(Message(match[1], tuple(text[match.end() :].split()), optional))
    else:
        scenario.expected.append(booking(text, optional))


def booking(text: str, optional: bool) -> Booking:
    match = re.match(r"(held|confirmed|pending|cancelled) (.+?) (?=\d{4}-)", text)
    where, rest = window(text[match.end() :])
    parts = re.fullmatch(r"(.*?)(?:<(.*?)>)?(?: with (.+?))?(?: for (\d+))?(?: of (.+))?", rest)
    name, contact, person, minutes, address = (part or "" for part in parts.groups())
    return Booking(match[1], match[2], where, name.strip(), contact, person, int(minutes or 0), address, optional)
