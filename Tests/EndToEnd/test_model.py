"""A model at the other end: the house asks it over HTTP, shows nothing false, and goes on without it."""

import json

import pytest
from stack import ROOT, Business, Stack


@pytest.fixture(scope="module")
def house(model):
    with Stack(**model.settings) as house:
        yield Business(house, "demo")


def chat(house: Business, message: str, conversation: str | None = None) -> dict:
    answer = house.post("/chat", {"message": message} | ({"conversation": conversation} if conversation else {}))
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_model_answers_and_only_what_is_no_claim_is_shown(house, model):
    model.play({"say": "What shall I look for? You are booked for Tuesday at 2pm."})
    reply = chat(house, "hello")["reply"]
    assert reply.startswith("What shall I look for?")
    assert "booked" not in reply
    assert model.asked[-1]["model"] == "sandbox"
    assert [tool["function"]["name"] for tool in model.asked[-1]["tools"]][:2] == ["list_services", "opening_hours"]


def test_a_model_that_fails_leaves_the_turn_to_the_script(house, model):
    model.play()
    assert "receptionist of Bright Smile Dental" in chat(house, "hello")["reply"]


def test_the_script_that_is_shipped_books_as_its_page_says(house, model):
    model.play(*json.loads((ROOT / "sandbox/receptionist.json").read_text())["rules"])
    opened = chat(house, "I need a cleaning")
    [slots] = [card["slots"] for card in opened["cards"] if card["type"] == "slots"]
    held = chat(house, "the first, please", opened["conversation"])
    [hold] = [card for card in held["cards"] if card["type"] == "hold"]
    assert hold["slot"]["start"] == slots[0]["start"]
    booked = chat(house, "Ada Byron, ada@example.com", opened["conversation"])
    [booking] = [card for card in booked["cards"] if card["type"] == "booking"]
    assert (booking["start"], booking["status"]) == (slots[0]["start"], "confirmed")
    assert "Shall I cancel it?" in chat(house, "cancel it", opened["conversation"])["reply"]
    cancelled = chat(house, "yes please", opened["conversation"])
    assert [card["reference"] for card in cancelled["cards"] if card["type"] == "cancelled"] == [booking["reference"]]
    assert len(model.asked) > 4
