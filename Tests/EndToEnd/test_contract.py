"""Real answers through nginx, held against docs/openapi.yaml."""

import re
from pathlib import Path

import pytest
import requests
import yaml
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import validate

DOCUMENT = yaml.safe_load((Path(__file__).resolve().parents[2] / "docs/openapi.yaml").read_text())


def test_the_description_is_itself_valid():
    validate(DOCUMENT)


def described(method: str, path: str, status: int, media: str) -> dict:
    """The schema of one answer, with the document around it for its references."""
    for template, item in DOCUMENT["paths"].items():
        pattern = re.sub(r"\\\{[^/]+?\\\}", "[^/]+", re.escape(template))
        if re.fullmatch(pattern, path) and method in item:
            answers = item[method]["responses"]
            answer = resolve(answers.get(str(status)) or answers["default"])
            if "content" not in answer:
                return {}
            return {"$schema": "https://json-schema.org/draft/2020-12/schema", **answer["content"][media]["schema"]}
    raise AssertionError(f"{method} {path} is not described")


def resolve(node: dict) -> dict:
    while "$ref" in node:
        target = DOCUMENT
        for step in node["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        node = target
    return node


def held_to_description(answer: requests.Response) -> requests.Response:
    path = re.sub(r"^https?://[^/]+", "", answer.request.url).split("?")[0]
    media = answer.headers.get("Content-Type", "").split(";")[0]
    schema = described(answer.request.method.lower(), path, answer.status_code, media)
    if answer.status_code != 204:
        whole = {"components": DOCUMENT["components"], **schema}
        faults = list(Draft202012Validator(whole, format_checker=FormatChecker()).iter_errors(answer.json()))
        assert not faults, faults
    return answer


@pytest.fixture(params=["demo", "barber"])
def business(request, dentist, barber):
    return {"demo": dentist, "barber": barber}[request.param]


def test_every_answer_on_the_way_of_a_booking_is_as_described(business):
    service = held_to_description(business.get("/services")).json()["services"][0]
    slots = business.slots(after_days=9)
    held_to_description(business.get("/slots", service=service["id"], **{"from": slots[0]["start"], "to": slots[-1]["start"]}))
    held_to_description(business.get("/slots/explain", service=service["id"], start=slots[0]["start"]))
    email = "described@example.com"
    hold = held_to_description(business.hold(slots[0])).json()
    held_to_description(business.hold(slots[0]))
    order = {"hold": hold["id"], "customer": {"name": "Described Person", "email": email}, "notes": ""}
    booking = held_to_description(business.post("/bookings", order)).json()
    path = f"/bookings/{booking['reference']}"
    held_to_description(business.post(f"{path}/lookup", {"email": email}))
    other = held_to_description(business.hold(slots[8], moving={"reference": booking["reference"], "email": email})).json()
    held_to_description(business.post(f"{path}/reschedule", {"email": email, "hold": other["id"]}))
    held_to_description(business.post(f"{path}/cancel", {"email": email, "reason": "other plans"}))
    held_to_description(business.post("/bookings/ZZZZZZZZ/lookup", {"email": email}))


def test_refusals_and_releases_are_as_described(business):
    held_to_description(business.get("/slots", service="999999", **{"from": "2026-12-07", "to": "2026-12-08"}))
    held_to_description(business.post("/holds", {"service": "999999", "start": "2026-12-07T10:00:00Z"}))
    held_to_description(business.post("/holds", []))
    hold = business.hold(business.slots(after_days=9)[4]).json()["id"]
    held_to_description(requests.delete(f"{business.root}/holds/{hold}", timeout=30))


def test_a_chat_turn_is_as_described(business):
    turn = held_to_description(business.post("/chat", {"message": "hello"})).json()
    held_to_description(business.get(f"/chat/{turn['conversation']}"))


def test_every_route_of_the_program_is_described():
    described_routes = {
        (method, path) for path, item in DOCUMENT["paths"].items() for method in item if method in ("get", "post", "delete")
    }
    promised = {
        ("get", "/services"),
        ("get", "/slots"),
        ("get", "/slots/explain"),
        ("post", "/holds"),
        ("delete", "/holds/{}"),
        ("post", "/bookings"),
        ("post", "/bookings/{}/lookup"),
        ("post", "/bookings/{}/reschedule"),
        ("post", "/bookings/{}/cancel"),
        ("post", "/chat"),
        ("get", "/chat/{}"),
    }
    plain = {(method, re.sub(r"\{[^}]*\}", "{}", path).removeprefix("/api/v1/{}")) for method, path in described_routes}
    assert promised <= plain
