"""Who is let in at the webhooks, over HTTP and through nginx, and what is told to those who aren't."""

import hmac
import json
import os
import re
import signal
import uuid
import xml.etree.ElementTree as ElementTree
from urllib.parse import urlsplit

import pytest
import requests
from stack import Stack, until
from test_race import at_once
from twilio import EXAMPLES, Twilio, signature

PLACES = ["voice", "voice/turn", "voice/wait", "voice/dialled", "voice/recording", "sms", "status"]
ELSEWHERE = "https://voice.example.com:8443"
SHARED_KEY = "sesame-of-a-shared-key"
FORM = {"CallSid": "CA1", "From": "+19175550142", "To": "+12125550998", "Body": "Olá — às 9h?", "FromCity": ""}


def token(stack: Stack) -> str:
    """The stand-in's account follows from the house's key."""
    [key] = re.findall(r"^export HOLDFAST_SECRET_KEYS=(\w+)", (stack.run_dir / "settings").read_text(), re.M)
    return hmac.digest(bytes.fromhex(key), b"holdfast/sandbox twilio token", "sha256").hex()[:32]


def told(stack: Stack, answer: requests.Response) -> list[dict]:
    """What nginx and the pools have logged of a request."""
    id, lines = answer.headers["X-Request-Id"], []

    def both_did() -> bool:
        lines[:] = [json.loads(line) for line in stack.log().splitlines() if f'"{id}"' in line]
        return any("bytes" in line for line in lines) and any(line.get("event") == "request" for line in lines)

    until(both_did, 15, "both logs told of the request")
    return lines


@pytest.fixture(scope="module")
def twilio(stack) -> Twilio:
    return Twilio(stack.base, stack.base, token(stack))


@pytest.fixture(scope="module")
def elsewhere():
    """A house whose visitors come by TLS and a port of its own, with a shared key."""
    with Stack(HOLDFAST_PUBLIC_URL=ELSEWHERE, TWILIO_SHARED_KEY=SHARED_KEY, HOLDFAST_LIMITS="on") as house:
        yield house


@pytest.fixture(scope="module")
def shared(elsewhere) -> Twilio:
    return Twilio(elsewhere.base, ELSEWHERE, SHARED_KEY, "sha256")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["id"])
def test_what_twilio_signs_is_let_in_and_the_same_with_another_key_is_not(stack, twilio, example):
    path = "/webhooks/twilio/status"
    if query := urlsplit(example["url"]).query:
        path += "?" + re.sub(r"&?bodySHA256=\w+", "", query)
    stranger = Twilio(stack.base, stack.base, twilio.key + "0")
    for who, let_in in ((twilio, True), (stranger, False)):
        if "body" in example:
            # There is no place that reads such a body.
            answer, wanted = who.post_json(path.removesuffix("?"), example["body"].encode()), 415 if example["body"] else 400
        elif example["id"] == "get":
            answer, wanted = who.get(path), 405
        else:
            # What is signed and tells of no call or text gets a clear answer, and changes nothing.
            answer = who.post(path, example["params"])
            wanted = 204 if answer.status_code == 204 else 400
        assert answer.status_code == (wanted if let_in else 403), answer.text


@pytest.mark.parametrize("place", PLACES)
def test_every_place_refuses_what_is_not_signed_with_the_same_words(stack, twilio, place):
    address = f"{stack.base}/webhooks/twilio/{place}"
    signed = signature(twilio.key, address, list(FORM.items()))
    wrong = [
        requests.post(address, data=FORM, timeout=30),
        requests.post(address, data=FORM | {"To": "+1"}, headers={"X-Twilio-Signature": signed}, timeout=30),
        requests.post(address + "?n=2", data=FORM, headers={"X-Twilio-Signature": signed}, timeout=30),
        requests.get(address, headers={"X-Twilio-Signature": signed}, timeout=30),
        requests.post(address, data=FORM, headers={"X-Twilio-Signature": signed[:-1]}, timeout=30),
        # The settings of the house count, not what a request says of its own signature.
        requests.post(
            address,
            data=FORM,
            headers={
                "X-Twilio-Signature": signature(twilio.key, address, list(FORM.items()), "sha256"),
                "X-Twilio-Webhooks-Signature-Settings": "key=webhooks_sharedkey_1,algorithm=HMAC_SHA256",
            },
            timeout=30,
        ),
    ]
    assert {answer.status_code for answer in wrong} == {403}
    assert len({re.sub(r'"request_id":"\w+"', "", answer.text) for answer in wrong}) == 1


@pytest.mark.parametrize("name", ["Host", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Original-Url", "X-Turn-Failed"])
def test_what_a_request_says_of_its_own_address_counts_for_nothing(stack, twilio, name):
    lie = {name: "https" if name.endswith("Proto") else "voice.example.com"}
    assert twilio.post("/webhooks/twilio/status", FORM, **lie).status_code == 204
    stranger = Twilio(stack.base, "https://voice.example.com", twilio.key)
    assert stranger.post("/webhooks/twilio/status", FORM, **lie).status_code == 403


def test_a_shared_key_counts_alone_with_and_without_the_port(elsewhere, shared):
    [account] = re.findall(r"^export HOLDFAST_SECRET_KEYS=(\w+)", (elsewhere.run_dir / "settings").read_text(), re.M)
    assert account and token(elsewhere) != SHARED_KEY
    for origin in (ELSEWHERE, "https://voice.example.com"):
        assert Twilio(elsewhere.base, origin, SHARED_KEY, "sha256").post("/webhooks/twilio/status", FORM).status_code == 204
        for key, digest in ((SHARED_KEY, "sha1"), (token(elsewhere), "sha1"), (token(elsewhere), "sha256")):
            assert Twilio(elsewhere.base, origin, key, digest).post("/webhooks/twilio/status", FORM).status_code == 403
    for origin in (elsewhere.base, "http://voice.example.com", "https://Voice.example.com", "https://voice.example.com:443"):
        assert Twilio(elsewhere.base, origin, SHARED_KEY, "sha256").post("/webhooks/twilio/status", FORM).status_code == 403


def test_a_number_that_is_nobodys_is_told_so_and_ends(stack, twilio):
    call = twilio.post("/webhooks/twilio/voice", FORM)
    assert call.headers["Content-Type"] == "text/xml; charset=utf-8"
    assert [verb.tag for verb in ElementTree.fromstring(call.content)] == ["Say", "Hangup"]
    text = twilio.post("/webhooks/twilio/sms", FORM | {"MessageSid": "SM1"})
    assert list(ElementTree.fromstring(text.content)) == []
    for answer in (call, text):
        assert [line["fault"] for line in told(stack, answer) if "fault" in line] == ["unknown number"]


def test_a_long_body_is_not_read(twilio):
    assert twilio.post("/webhooks/twilio/sms", FORM | {"Body": "x" * 33_000}).status_code == 413
    assert twilio.post("/webhooks/twilio/status", FORM | {"Body": "x" * 30_000}).status_code == 204
    assert twilio.post("/webhooks/twilio/status", [(f"a{number}", "") for number in range(101)]).status_code == 403


@pytest.mark.parametrize("place", PLACES)
def test_the_logs_name_the_place_and_nothing_of_what_was_sent(stack, twilio, place):
    answer = twilio.post(f"/webhooks/twilio/{place}?n=secretturn", FORM | {"To": "+12125550777", "SpeechResult": "secretwords"})
    assert {line["route"] for line in told(stack, answer)} == {"twilio." + place.rpartition("/")[2]}
    assert not re.search("secretturn|secretwords|12125550777|12125550142", stack.log())


@pytest.mark.parametrize("place", ["voice", "sms", "status"])
def test_the_same_delivery_three_times_at_once_has_one_answer(stack, twilio, place):
    number = f"+1212555{9_000 + PLACES.index(place)}"
    stack.command("number", "add", "demo", number)
    sid = uuid.uuid4().hex
    form = FORM | {"CallSid": f"CA{sid}", "CallStatus": "ringing", "To": number}
    if place == "sms":
        form = {"MessageSid": f"SM{sid}", "From": FORM["From"], "To": number, "Body": "Are you open on Sunday?"}
    answers = at_once(3, lambda _: twilio.post(f"/webhooks/twilio/{place}", form, **{"I-Twilio-Idempotency-Token": sid}))
    assert {answer.status_code for answer in answers} == {204 if place == "status" else 200}
    assert len({answer.content for answer in answers}) == 1
    assert twilio.post(f"/webhooks/twilio/{place}", form).content == answers[0].content


def test_a_turn_that_hangs_or_dies_is_answered_where_callers_wait(elsewhere, shared):
    """What 8 s are for nginx are 0.3 s here."""
    site = elsewhere.run_dir / "nginx.conf"
    whole = site.read_text()
    start = whole.index("location = /webhooks/twilio/voice/turn")
    site.write_text(whole[:start] + whole[start:].replace("fastcgi_read_timeout 8s", "fastcgi_read_timeout 300ms", 1))
    os.kill(elsewhere.pid("nginx"), signal.SIGHUP)
    turn = "/webhooks/twilio/voice/turn?n=3"
    assert {line.get("pool", "talk") for line in told(elsewhere, shared.post(turn, FORM))} == {"talk"}
    talkers = elsewhere.workers_of("talk")
    for pid in talkers:
        os.kill(pid, signal.SIGSTOP)
    try:
        until(lambda: answered_on_web(elsewhere, shared.post(turn, FORM)), 15, "nginx gave up waiting and asked the other pool")
    finally:
        for pid in talkers:
            os.kill(pid, signal.SIGCONT)
    door = elsewhere.run_dir / "talk.sock"
    door.rename(door.with_suffix(".away"))
    assert answered_on_web(elsewhere, shared.post(turn, FORM))
    assert Twilio(elsewhere.base, ELSEWHERE, "another", "sha256").post(turn, FORM).status_code == 403
    door.with_suffix(".away").rename(door)


def answered_on_web(house: Stack, answer: requests.Response) -> bool:
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/xml; charset=utf-8")
    # The route is still that of the address that Twilio asked for.
    [line] = [line for line in told(house, answer) if line.get("event") == "request" and line["pool"] == "web"] or [{}]
    return line.get("route") == "twilio.turn"


def test_one_address_may_speak_for_many_callers(shared):
    assert {shared.post("/webhooks/twilio/status", FORM).status_code for _ in range(300)} == {204}


def test_a_caller_hears_words_when_nobody_answers_and_a_text_is_to_come_again(elsewhere, shared):
    supervisor = elsewhere.pid("serve")
    os.kill(supervisor, signal.SIGINT)
    until(lambda: not elsewhere.lives("serve"), 15, "the pools ended")
    for place in ("voice", "voice/turn", "voice/wait", "voice/dialled"):
        answer = shared.post(f"/webhooks/twilio/{place}", FORM)
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/xml; charset=utf-8")
        assert [verb.tag for verb in ElementTree.fromstring(answer.content)] == ["Say", "Hangup"]
    assert shared.post("/webhooks/twilio/sms", FORM).status_code == 503
