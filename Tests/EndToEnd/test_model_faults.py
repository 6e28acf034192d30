"""A model that fails in every way: the visitor gets a whole answer in the same turn, and the diary holds what was said and no more."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from grading import own_bookings, strange_rows
from stack import Business, Stack
from stand_in import Sandbox, call

HOLD, NAME, EMAIL = ("$standing.conversation.held.hold", "Ada Byron", "$standing.conversation.email")
NONE = None
SCRIPT = "receptionist of Fade & Co."


def confirming(**more: object) -> dict:
    return call("confirm_booking", hold=HOLD, name=NAME, email=EMAIL, phone=NONE, address=NONE, notes="") | more


def looking(**more: object) -> dict:
    plain = {"service": "$standing.services[0].id", "from": "$today+2", "to": "$today+2", "person": NONE, "moving": NONE, "contact": NONE}
    limits = {"earliest_minute": NONE, "latest_minute": NONE, "duration_minutes": NONE}
    return call("check_availability", **(plain | limits | more))


@pytest.fixture(scope="module")
def stack(model):
    with Stack(**model.settings, HOLDFAST_MODEL_PATIENCE="2") as stack:
        yield stack


@pytest.fixture
def barber(stack):
    return Business(stack, "barber")


@pytest.fixture(scope="module")
def strangers(stack, database):
    """Somebody else's things, in this business and in another."""
    here, there = Business(stack, "barber"), Business(stack, "demo")
    mine, theirs = here.book(here.slots(after_days=20)[0], "quentin@example.org"), there.book(there.slots()[0], "rosalind@example.org")
    talked = there.post("/chat", {"message": "A cleaning, please"}).json()
    [slots] = [card for card in talked["cards"] if card["type"] == "slots"]
    return {
        "service": there.service()["id"],
        "slot": slots["slots"][0]["id"],
        "hold": there.hold(there.slots()[5]).json()["id"],
        "neighbour": here.hold(here.slots(after_days=20)[9]).json()["id"],
        "reference": mine["reference"],
        "theirs": theirs["reference"],
        "conversation": talked["conversation"],
    }


def say(business: Business, message: str, conversation: str | None = None, **more: object) -> dict:
    answer = business.post("/chat", {"message": message, **more} | ({"conversation": conversation} if conversation else {}))
    assert answer.status_code == 200, answer.text
    return is_whole(answer.json())


def is_whole(reply: dict) -> dict:
    """Sentences with their ends, and nothing that only a server knows the meaning of."""
    assert re.search(r"[.?!)]$", reply["reply"]) and not re.search(r"[{}$]", reply["reply"]), reply["reply"]
    return reply


def held(business: Business, model: Sandbox, number: int) -> str:
    """A conversation that holds a time of its own, by the script, and is asked for a name."""
    model.play()
    minute = 780 + number % 20 * 30
    reply = say(business, f"Haircut in {30 + number // 20} days at {minute // 60}:{minute % 60:02}")
    assert [card["type"] for card in reply["cards"] if card["type"] == "hold"], reply
    return reply["conversation"]


def cards(reply: dict, kind: str) -> list[dict]:
    return [card for card in reply["cards"] if card["type"] == kind]


@pytest.mark.parametrize("speaks", ["openai", "ollama"])
def test_a_stream_that_dies_anywhere_leaves_one_booking_and_a_whole_answer(database, barber, model, speaks):
    """Every byte is tried by ModelDeathTests; here the whole house is between, and many talk at once."""
    places = [0, 1, 60, 106, 107, 300, 700, 1500, 2500, 4000]
    first = 0 if speaks == "openai" else len(places)
    ids = range(first, first + len(places))
    conversations = dict(zip(ids, [held(barber, model, number) for number in ids], strict=True))
    dying = [
        {"when": {"visitor": f"ada{number}@", "round": 0}, "call": [confirming()], "dies_at": place}
        for number, place in zip(ids, places, strict=True)
    ]
    model.play(*dying, {"say": "Thank you."}, speaks=speaks)
    with ThreadPoolExecutor(4) as pool:
        replies = list(pool.map(lambda number: say(barber, f"Ada Byron, ada{number}@example.com", conversations[number]), ids))
    for conversation, reply in zip(conversations.values(), replies, strict=True):
        [booking] = cards(reply, "booking")
        assert own_bookings(database, conversation) == [("confirmed", booking["reference"])]


FAULTS = {
    "dies before a word": {"dies_at": 0},
    "dies in a word": {"say": "You are booked for Tuesday.", "dies_at": 500},
    "stalls": {"say": "You are booked for Tuesday.", "stalls_at": 500},
    "is 30 seconds slow": {"say": "Well.", "seconds": 30},
    "raves": {"raves": "words"},
    "raves of calls": {"raves": "calls"},
    "says far too much": {"say": "overandoverandoverandoverandover ", "repeats": 2200},
    "breaks in its stream": {"say": "You are", "breaks": "server_error"},
    "is too busy": {"status": 429, "code": "rate_limit_exceeded", "retry_after": 20},
    "has no money left": {"status": 429, "code": "insufficient_quota"},
    "is not there": {"status": 404, "code": "model_not_found"},
    "is overloaded": {"status": 503},
    "speaks in riddles": {"garbage": 'data: {"choices": [{"delta": {"content"\n\n'},
    "never stops calling": {"call": [call("list_services")]},
    "calls what there is not": {"call": [call("drop_tables", really=True)]},
    "calls with a wrong type": {"call": [call("opening_hours", **{"from": 7, "to": ["2026-12-01"]})]},
    "calls with too little": {"call": [call("check_availability")]},
    "calls with too much": {"call": [call("list_services", tenant="demo")]},
    "calls without JSON": {"call": [{"tool": "hold_slot", "raw": '{"slot": "'}]},
    "says nothing": {"say": ""},
    "stops in a call": {"call": [call("list_services")], "finish": "length"},
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_model_that_fails_leaves_the_turn_to_the_script(database, barber, model, fault):
    before = strange_rows(database)
    model.play(fault)
    reply = say(barber, "hello")
    assert SCRIPT in reply["reply"]
    assert strange_rows(database, reply["conversation"]) == before


def foreign(strangers: dict) -> dict[str, dict]:
    """What a model calls with ids that are not this visitor's."""
    return {
        "another business's service": looking(service=strangers["service"]),
        "another business's slot": call("hold_slot", slot=strangers["slot"]),
        "another business's hold": call("release_hold", hold=strangers["hold"]),
        "another business's hold, to book": confirming() | {"arguments": confirming()["arguments"] | {"hold": strangers["hold"]}},
        "a neighbour's hold": call("release_hold", hold=strangers["neighbour"]),
        "a neighbour's hold, to renew": call("renew_hold", hold=strangers["neighbour"]),
        "a neighbour's booking": call("lookup_booking", reference=strangers["reference"], contact=NONE),
        "a neighbour's booking, with its email": call("lookup_booking", reference=strangers["reference"], contact="quentin@example.org"),
        "a neighbour's booking, to cancel": call(
            "cancel_booking", reference=strangers["reference"], contact="quentin@example.org", reason=""
        ),
        "another business's booking": call("lookup_booking", reference=strangers["theirs"], contact="rosalind@example.org"),
        "another business's booking, to move": call(
            "reschedule_booking", reference=strangers["theirs"], contact="rosalind@example.org", hold=HOLD
        ),
        "a message in another's name": call("take_message", name="Quentin", contact="quentin@example.org", body="Cancel it all."),
    }


@pytest.mark.parametrize("kind", foreign(dict.fromkeys(["service", "slot", "hold", "neighbour", "reference", "theirs"], "")))
def test_ids_of_others_open_nothing(database, barber, model, strangers, kind):
    number = 200 + list(foreign(strangers)).index(kind)
    conversation = held(barber, model, number)
    before = strange_rows(database, conversation)
    model.play({"when": {"round": 0}, "call": [foreign(strangers)[kind]]}, {"say": "Here it is. Quentin and Rosalind are booked."})
    reply = say(barber, f"Ada Byron, ada{number}@example.com", conversation)
    assert strange_rows(database, conversation) == before
    told = str(reply)
    assert not re.search("quentin|rosalind|Bright Smile|Cleaning", told, re.I)
    assert not [secret for secret in strangers.values() if len(secret) > 6 and secret in told]
    results = [message["content"] for message in model.asked[-1]["messages"] if message["role"] == "tool"]
    assert results and not re.search("Rosalind|Bright Smile|Cleaning", str(results))


def test_ids_of_others_open_nothing_over_http_either(database, barber, model, strangers):
    model.play({"say": "What shall I look for?"})
    before = strange_rows(database)
    for action in ({"type": "slot", "slot": strangers["slot"]}, {"type": "service", "service": strangers["service"]}):
        reply = say(barber, "that one", action=action)
        assert not re.search("Bright Smile|Cleaning", str(reply))
        assert strange_rows(database, reply["conversation"]) == before
    reply = say(barber, "go on", strangers["conversation"])
    assert reply["conversation"] != strangers["conversation"]
    assert strange_rows(database, reply["conversation"]) == before


def test_who_books_twice_in_a_turn_has_one_booking(database, barber, model):
    conversation = held(barber, model, 240)
    model.play({"when": {"round": 0}, "call": [confirming(), confirming(id="again")]}, {"say": "Thank you."})
    [booking] = cards(say(barber, "Ada Byron, ada@example.com", conversation), "booking")
    assert own_bookings(database, conversation) == [("confirmed", booking["reference"])]


def test_who_books_again_in_the_next_turn_has_one_booking(database, barber, model):
    conversation = held(barber, model, 241)
    again = {
        "when": {"visitor": "thanks", "round": 0},
        "call": [confirming() | {"arguments": confirming()["arguments"] | {"hold": "$(visitor)"}}],
    }
    model.play(again, {"when": {"round": 0}, "call": [confirming()]}, {"say": "Thank you."})
    [booking] = cards(say(barber, "Ada Byron, ada@example.com", conversation), "booking")
    assert not cards(say(barber, "thanks", conversation), "booking")
    assert own_bookings(database, conversation) == [("confirmed", booking["reference"])]


def test_who_holds_one_time_after_the_other_keeps_one(database, barber, model):
    holding = [call("hold_slot", slot=f"$check_availability.times[{place}].id") for place in (3, 9, 14)]
    model.play({"when": {"round": 0}, "call": [looking()]}, {"when": {"round": 1}, "call": holding}, {"say": "Thank you."})
    reply = say(barber, "any time in two days")
    statuses = [status for status, _ in own_bookings(database, reply["conversation"])]
    assert statuses == ["held"]
    assert len(cards(reply, "hold")) == 1


def test_a_hold_of_a_turn_that_failed_is_given_back(database, barber, model):
    holding = call("hold_slot", slot="$check_availability.times[4].id")
    model.play({"when": {"round": 0}, "call": [looking()]}, {"when": {"round": 1}, "call": [holding]}, {"status": 400})
    reply = say(barber, "hello")
    assert SCRIPT in reply["reply"]
    assert own_bookings(database, reply["conversation"]) == []
