"""What isn't yours and what isn't there are the same answer, byte for byte, on every route of the table.

Each route that takes an id, a token or a reference is asked twice: with one that exists and belongs to another business,
and with one that nobody has. A route that is new must say here what it is asked with, or that it is for everybody.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pytest
import requests
from routes import Route, every_route
from stack import Business, Stack, new_key

START = "2031-03-03T10:00:00Z"
PROOF = {"email": "stranger@example.com", "name": "A Stranger"}


@dataclass(frozen=True)
class Things:
    """Something of each kind; all of one business, or of nobody."""

    service: str
    resource: str
    hold: str
    reference: str
    email: str
    conversation: str
    booking: str
    block: str
    message: str
    answer: str
    account: str
    token: str


NOBODYS = Things(
    service="999999999",
    resource="999999998",
    hold="0" * 32,
    reference="ZZZZZZZZ",
    email="",
    conversation="f" * 32,
    booking="999999997",
    block="999999996",
    message="999999995",
    answer="999999994",
    account="999999993",
    token="",
)

# What a route is asked with: what stands in its path, and what is sent along.
Ask = Callable[[Things], tuple[dict, dict]]
ASKED: dict[str, Ask] = {
    "api.slots": lambda it: ({}, {"service": it.service, "from": START, "to": START}),
    "api.explanation": lambda it: ({}, {"service": it.service, "start": START, "resource": it.resource}),
    "api.holds": lambda it: ({}, {"service": it.service, "start": START, "resource": it.resource}),
    "api.hold": lambda it: ({"id": it.hold}, {}),
    "api.bookings": lambda it: ({}, {"hold": it.hold, "customer": PROOF}),
    "api.lookup": lambda it: ({"reference": it.reference}, {"email": it.email}),
    "api.reschedule": lambda it: ({"reference": it.reference}, {"email": it.email, "hold": it.hold}),
    "api.cancel": lambda it: ({"reference": it.reference}, {"email": it.email}),
    "api.conversation": lambda it: ({"id": it.conversation}, {}),
    "hosted.times": lambda it: ({}, {"service": it.service}),
    "hosted.holds": lambda it: ({}, {"service": it.service, "start": START}),
    "hosted.hold": lambda it: ({"id": it.hold}, {}),
    "hosted.release": lambda it: ({"id": it.hold}, {}),
    "hosted.bookings": lambda it: ({}, {"hold": it.hold, **PROOF}),
    "hosted.lookup": lambda it: ({}, {"reference": it.reference, "email": it.email}),
    "hosted.short": lambda it: ({"code": it.booking}, {}),
    "manage.holds": lambda it: ({}, {"start": START, "service": it.service, "resource": it.resource}),
    "manage.hold": lambda it: ({"id": it.hold}, {}),
    "manage.move": lambda it: ({"id": it.hold}, {}),
    "admin.booking": lambda it: ({"id": it.booking}, {}),
    "admin.decision": lambda it: ({"id": it.booking, "decision": "cancellation"}, {}),
    "admin.blocks": lambda it: ({}, {"resource": it.resource, "from": "2031-03-03T10:00", "to": "2031-03-03T11:00"}),
    "admin.unblocking": lambda it: ({"id": it.block}, {}),
    "admin.reading": lambda it: ({"id": it.message}, {}),
    "admin.conversation": lambda it: ({"id": it.conversation}, {}),
    "admin.answer": lambda it: ({"id": it.conversation}, {"answer": "Hello from another business."}),
    "admin.handback": lambda it: ({"id": it.conversation}, {}),
    "admin.ownersAnswer": lambda it: ({"id": it.answer}, {"question": "Where?", "answer": "Not here.", "language": "en"}),
    "admin.forgetting": lambda it: ({"id": it.answer}, {}),
    "admin.choosing": lambda it: ({"id": it.resource}, {"written": "", "read": "1"}),
    "admin.disconnecting": lambda it: ({"id": it.account}, {}),
}

# For everybody, or about nothing but whom the session or the token names.
FOR_ALL = {"api.services", "api.chat", "hosted.door", "hosted.home", "manage.booking", "manage.calendar", "manage.times",
           "manage.cancellation", "admin.door", "admin.agenda", "admin.signIn", "admin.signOut", "admin.messages",
           "admin.conversations", "admin.receptionist", "admin.answers", "admin.phone", "admin.texts", "admin.calls",
           "admin.calendar", "admin.leaving", "webhooks.voice",
           "webhooks.turn", "webhooks.wait", "webhooks.dialled", "webhooks.recording", "webhooks.sms", "webhooks.status",
           "pushes.calendar"}  # fmt: skip

MEANT = [route for route in every_route() if f"{route.family}.{route.name}" in ASKED and str(route) != "GET admin.blocks"]


def test_every_route_of_the_table_is_asked_or_is_for_all():
    table = {f"{route.family}.{route.name}" for route in every_route()}
    assert table == set(ASKED) | FOR_ALL
    assert all(route.name in ("signIn",) or f"{route.family}.{route.name}" in ASKED for route in every_route() if route.takes)


class Visitor:
    """A visitor's browser at one business: its cookies, and the hidden fields of the forms that it was given."""

    def __init__(self, stack: Stack, page: str) -> None:
        self.stack, self.session = stack, requests.Session()
        self.page = page

    def hidden(self, path: str) -> dict:
        text = self.session.get(self.stack.base + path, timeout=30).text
        return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', text))

    def ask(self, route: Route, start: str, it: Things, as_form: bool) -> requests.Response:
        given, sent = ASKED[f"{route.family}.{route.name}"](it)
        address = self.stack.base + route.path(start, **given)
        if route.method == "GET":
            return self.session.get(address, params=sent, timeout=30, allow_redirects=False)
        if as_form:
            return self.session.post(address, data=self.hidden(self.page) | sent, timeout=30, allow_redirects=False)
        return self.session.request(route.method, address, json=sent or None, timeout=30)


def told(answer: requests.Response, it: Things) -> tuple:
    """All that an answer tells, without what was asked and what every page makes anew."""
    text = re.sub(r'<input type="hidden"[^>]*>', "", answer.text)
    for mine in (it.service, it.resource, it.hold, it.reference, it.conversation, it.booking, it.block, it.message, it.answer, it.account):
        text = text.replace(mine, "…") if len(mine) > 3 else text
    text = re.sub(r"service=\d+", "service=…", re.sub(r'"request_id":"\w+"', "", text))
    fields = {name: value for name, value in answer.headers.items() if name not in ("Date", "X-Request-Id", "Set-Cookie", "Content-Length")}
    return answer.status_code, fields, text


@pytest.fixture(scope="module")
def theirs(stack: Stack) -> Things:
    """What stands at the dentist's; those who ask are at the barber's."""
    dentist = Business(stack, "demo")
    slots = dentist.slots(after_days=12)
    booking, hold = dentist.book(slots[0]), dentist.hold(slots[-1]).json()["id"]
    conversation = dentist.post("/chat", {"message": "hello"}).json()["conversation"]
    with stack.database() as database:
        tenant, number, resource = database.execute(
            "select tenant_id, id, resource_id from bookings where reference = %s", [booking["reference"]]
        ).fetchone()
        block = database.execute(
            "insert into blocks (tenant_id, resource_id, span, created_at) values (%s, %s, '[2031-01-01, 2031-01-02)', now()) returning id",
            [tenant, resource],
        ).fetchone()[0]
        message = database.execute(
            "insert into messages (tenant_id, name, contact, body, created_at) values (%s, 'A', '1', 'Hello', now()) returning id",
            [tenant],
        ).fetchone()[0]
        account = database.execute(
            "insert into calendar_accounts (tenant_id, subject, email, state, refresh_token)"
            " values (%s, 'theirs', 'a@example.com', 'ok', '') returning id",
            [tenant],
        ).fetchone()[0]
        answer = database.execute("select id from knowledge where tenant_id = %s limit 1", [tenant]).fetchone()[0]
    return Things(dentist.service()["id"], str(resource), hold, booking["reference"], booking["email"], conversation, str(number),
                  str(block), str(message), str(answer), str(account), booking["manage_url"].rsplit("/", 1)[1])  # fmt: skip


@pytest.fixture(scope="module")
def owner(stack: Stack) -> Visitor:
    """The barber, signed in."""
    owner = Visitor(stack, "/admin/")
    link = stack.command("tenant", "link", "barber").splitlines()[-1]
    path = link.removeprefix(stack.base)
    assert owner.session.post(link, data=owner.hidden(path), timeout=30).status_code == 200
    return owner


@pytest.fixture(scope="module")
def customer(stack: Stack) -> Iterator[tuple[Visitor, str]]:
    """A customer of the barber's, with the link of a booking."""
    barber = Business(stack, "barber")
    path = barber.book(barber.slots(after_days=12)[0])["manage_url"].removeprefix(stack.base)
    return Visitor(stack, path), path


def same(route: Route, visitor: Visitor, start: str, theirs: Things, statuses: tuple[int, ...], as_form: bool = True) -> None:
    nobodys = replace(NOBODYS, email=theirs.email)
    first, second = visitor.ask(route, start, theirs, as_form), visitor.ask(route, start, nobodys, as_form)
    assert first.status_code in statuses, (first.status_code, first.text[:400])
    assert told(first, theirs) == told(second, nobodys)


@pytest.mark.parametrize("route", [route for route in MEANT if route.family == "api"], ids=str)
def test_a_program_learns_nothing_of_another_business(stack, theirs, route):
    statuses = (200,) if route.name == "explanation" else (404, 409, 422)
    same(route, Visitor(stack, ""), "/api/v1/barber", theirs, statuses, as_form=False)


@pytest.mark.parametrize("route", [route for route in MEANT if route.family == "hosted"], ids=str)
def test_a_visitor_learns_nothing_of_another_business(stack, theirs, route):
    same(route, Visitor(stack, "/t/barber/"), "/t/barber", theirs, (404, 409, 422))


@pytest.mark.parametrize("route", [route for route in MEANT if route.family == "manage"], ids=str)
def test_a_customer_learns_nothing_of_anothers_holds(theirs, customer, route):
    visitor, path = customer
    same(route, visitor, path, theirs, (404, 409, 422))


@pytest.mark.parametrize("route", [route for route in MEANT if route.family == "admin"], ids=str)
def test_an_owner_learns_nothing_of_another_business(theirs, owner, route):
    same(route, owner, "/admin", theirs, (404, 409, 422))


@pytest.mark.parametrize(
    "route", [route for route in every_route() if route.family == "admin" and route.name not in ("door", "signIn")], ids=str
)
def test_whoever_is_not_signed_in_learns_nothing_at_all(stack, theirs, route):
    """Not even whether what was named exists: one page for every place."""
    nobody = Visitor(stack, "/t/barber/")
    given, sent = ASKED.get(f"admin.{route.name}", lambda it: ({}, {}))(theirs)
    address = stack.base + route.path("/admin", **given)
    answer = nobody.session.request(route.method, address, data=sent, timeout=30, allow_redirects=False)
    door = nobody.session.get(f"{stack.base}/admin/", timeout=30)
    assert answer.status_code == 403
    assert told(answer, theirs) == told(door, theirs)


@pytest.mark.parametrize("route", [route for route in every_route() if route.family == "manage"], ids=str)
def test_a_link_that_ran_out_is_as_unknown_as_one_that_never_was(stack, theirs, route):
    visitor = Visitor(stack, "/t/demo/")
    given, sent = ASKED.get(f"manage.{route.name}", lambda it: ({}, {}))(NOBODYS)
    form = visitor.hidden("/t/demo/") | sent

    def ask(token: str) -> requests.Response:
        address = stack.base + route.path(f"/manage/{token}", **given)
        return visitor.session.request(route.method, address, data=form if route.method == "POST" else None, timeout=30)

    forged, never = ask(theirs.token[:-2] + "AA"), ask("x" * len(theirs.token))
    stack.command("clock", "+100d")
    try:
        late = ask(theirs.token)
    finally:
        stack.command("clock", "-100d")
    assert late.status_code == 404
    assert told(late, theirs) == told(forged, theirs) == told(never, theirs)


def test_a_guessed_conversation_is_not_gone_on_with(stack, theirs):
    barber = Business(stack, "barber")
    answers = [barber.post("/chat", {"conversation": it.conversation, "message": "cancel my booking", "message_id": new_key()})
               for it in (theirs, NOBODYS)]  # fmt: skip
    first, second = (re.sub(r"[0-9a-f]{32}", "…", answer.text) for answer in answers)
    assert (answers[0].status_code, first) == (answers[1].status_code, second)
    with stack.database() as database:
        turns = database.execute("select count(*) from turns where conversation_id = %s", [theirs.conversation]).fetchone()[0]
    assert turns == 1
