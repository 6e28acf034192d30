"""Google's side, played through the product's own stand-in: accounts, their calendars, what their owners do there, and what goes wrong."""

import hmac
import re
from html.parser import HTMLParser
from urllib.parse import parse_qs, quote, urljoin, urlsplit

import requests

PATIENCE = 60
SCOPES = "https://www.googleapis.com/auth/"
REDIRECTS = (301, 302, 303, 307)


def client(house) -> tuple[str, str]:
    """The id and the secret by which the stand-in knows the house, derived from the house's newest key."""
    key = re.search(r"HOLDFAST_SECRET_KEYS=(\w+)", (house.run_dir / "settings").read_text())
    assert key, "the house's settings name its keys"
    return "holdfast-sandbox", hmac.digest(bytes.fromhex(key[1]), b"holdfast/sandbox google secret", "sha256").hex()[:32]


class Google:
    """The stand-in itself: who has an account, what was asked, what goes wrong next."""

    def __init__(self, house) -> None:
        self.base = house.base
        self.root = f"{house.base}/sandbox/api/google"

    def get(self, path: str, **query: object) -> dict:
        asked = {name: value for name, value in query.items() if value is not None}
        return told(requests.get(f"{self.root}/{path}", params=asked, timeout=PATIENCE))

    def post(self, path: str, body: object = None, **members: object) -> dict:
        return told(requests.post(f"{self.root}/{path}", json=members if body is None else body, timeout=PATIENCE))

    def state(self) -> dict:
        return self.get("state")

    def settings(self, **settings: object) -> dict:
        """`quota` (requests a minute an account), `sync_days` (life of a sync token), `testing` (refresh tokens live a week)."""
        return self.post("settings", **settings)

    def account(self, email: str, zone: str = "America/New_York", name: str | None = None) -> "Account":
        """The account of that address, made where it isn't there."""
        self.post("accounts", email=email, zone=zone, name=name or email)
        return Account(self, email)

    def fault(self, kind: str, times: int = 1, **options: object) -> None:
        """What goes wrong with the next request that fits `account`, `calendar` and `operation`; `times=0` until it is cleared."""
        self.post("faults", kind=kind, times=times, **options)

    def storm(self, seed: int, rate: float = 0.3, **options: object) -> None:
        """From now on so much of everything goes wrong, as only the seed decides; `kinds=[…]` chooses among them."""
        self.post("faults", kind="storm", seed=seed, rate=rate, **options)

    def clear(self) -> None:
        told(requests.delete(f"{self.root}/faults", timeout=PATIENCE))

    def exchanges(self, operation: str | None = None, account: str | None = None, after: int = 0) -> list[dict]:
        """Requests that came in and pushes that went out, oldest first; `operation` is a pattern such as `events.%`."""
        found: list[dict] = []
        while more := self.get("exchanges", after=after, operation=operation, account=account)["exchanges"]:
            found += more
            after = more[-1]["id"]
        return found

    def last(self) -> int:
        """The id of the newest exchange, to look only at what comes after."""
        return max((each["id"] for each in self.exchanges()), default=0)

    def push(self, calendar: str | None = None) -> None:
        """Sends what was held back; of a calendar that is named, a message more."""
        self.post("pushes", calendar=calendar)

    def channels(self) -> list[dict]:
        return self.state()["channels"]

    def mails(self) -> list[dict]:
        """The invitations that Google would have mailed."""
        return self.state()["mails"]


class Account:
    """Somebody's account."""

    def __init__(self, google: Google, email: str) -> None:
        self.google = google
        self.email = email
        self.calendar = Calendar(google, email)

    def state(self) -> dict:
        return next(each for each in self.google.state()["accounts"] if each["email"] == self.email)

    def add_calendar(self, summary: str, zone: str | None = None, meets: bool = True) -> "Calendar":
        made = self.google.post("calendars", account=self.email, summary=summary, zone=zone, meets=meets)
        return Calendar(self.google, made["id"])

    def share(self, calendar: "Calendar", role: str | None) -> None:
        """Lets this account see another's calendar as freeBusyReader, reader, writer or owner, or no more (None)."""
        self.google.post("shares", account=self.email, calendar=calendar.id, role=role)

    def revoke(self) -> None:
        """Takes back, on the account's own page, what it allowed the house."""
        self.google.post("revocations", account=self.email)

    def consent(
        self, address: str, session: requests.Session | None = None, untick: tuple[str, ...] = (), refuse: bool = False, follow: bool = True
    ) -> requests.Response:
        """Goes through the consent screen as a browser does, from the address to which the house sent it.

        `untick` names scopes by their last part, such as `calendar.freebusy`. Gives the house's answer to the callback, or where
        `follow` is false the redirect to it.
        """
        browser = session or requests.Session()
        page = browser.get(address, allow_redirects=False, timeout=PATIENCE)
        if page.status_code == 200 and "Choose an account" in page.text:
            chosen = next((link for link in Links(page.text).found if f"authuser={quote(self.email, safe='')}" in link), None)
            chosen = chosen or f"{address}&authuser={quote(self.email, safe='')}"
            page = browser.get(urljoin(address, chosen), allow_redirects=False, timeout=PATIENCE)
        if page.status_code == 200:
            form = Form(page.text)
            kept = [pair for pair in form.pairs if pair[0] != "scope" or pair[1].rsplit("/", 1)[-1] not in untick]
            body = [*kept, ("decision", "deny" if refuse else "allow")]
            page = browser.post(urljoin(address, form.action), data=body, allow_redirects=False, timeout=PATIENCE)
        assert page.status_code in REDIRECTS, (page.status_code, page.text)
        return browser.get(page.headers["Location"], allow_redirects=False, timeout=PATIENCE) if follow else page


class Calendar:
    """A calendar, in its owner's hands."""

    def __init__(self, google: Google, id: str) -> None:
        self.google = google
        self.id = id
        self.path = f"calendars/{quote(id, safe='')}/events"

    def events(
        self, start: str | None = None, end: str | None = None, single: bool = True, deleted: bool = False, **query: object
    ) -> list[dict]:
        """What stands in it, every page of it; instants with their offset."""
        asked = {
            "timeMin": start,
            "timeMax": end,
            "singleEvents": str(single).lower(),
            "showDeleted": str(deleted).lower(),
            "maxResults": 2500,
        }
        found: list[dict] = []
        page = None
        while True:
            answer = self.google.get(self.path, pageToken=page, **asked, **query)
            found += answer["items"]
            page = answer.get("nextPageToken")
            if page is None:
                return found

    def event(self, id: str) -> dict:
        return self.google.get(f"{self.path}/{quote(id, safe='')}")

    def add(self, summary: str, start: str, end: str, **more: object) -> dict:
        """Puts an event in: two days (the end is the day after) or two instants with their offset; `timeZone` where it repeats."""
        zone = more.pop("timeZone", None)
        return self.google.post(self.path, {"summary": summary, "start": when(start, zone), "end": when(end, zone), **more})

    def fill(self, events: list[dict]) -> int:
        """Puts in many at once, as the API takes them; gives how many were taken."""
        return sum(self.google.post(self.path, events[place : place + 200])["taken"] for place in range(0, len(events), 200))

    def change(self, id: str, **changes: object) -> dict:
        return self.google.post(f"{self.path}/{quote(id, safe='')}", changes)

    def move(self, id: str, start: str, end: str) -> dict:
        """Drags an event elsewhere."""
        return self.change(id, start=when(start), end=when(end))

    def delete(self, id: str) -> None:
        answer = requests.delete(f"{self.google.root}/{self.path}/{quote(id, safe='')}", timeout=PATIENCE)
        assert answer.status_code == 204, (answer.status_code, answer.text)

    def expire_sync(self) -> None:
        """Every sync token of it is dead."""
        self.google.post("expiry", calendar=self.id)


def when(text: str, zone: object = None) -> dict:
    if len(text) == len("2026-11-24"):
        return {"date": text, "dateTime": None, "timeZone": None}
    return {"dateTime": text, "date": None, **({"timeZone": zone} if zone else {})}


def answer_of(address: str) -> dict[str, str]:
    """What a redirect tells in its query."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


class Links(HTMLParser):
    """The addresses that a page links to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found.append(dict(attrs).get("href") or "")


class Form(HTMLParser):
    """A page's form as a browser would send it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.action = ""
        self.pairs: list[tuple[str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        fields = dict(attrs)
        if tag == "form":
            self.action = fields.get("action") or ""
        if tag == "input" and fields.get("name") and (fields.get("type") != "checkbox" or "checked" in fields):
            self.pairs.append((fields["name"] or "", fields.get("value") or ""))


def told(answer: requests.Response) -> dict:
    assert answer.status_code < 300, (answer.status_code, answer.text)
    return answer.json()
