"""The stand-in for Google as it stands in the house: through nginx, in development only, for this machine only."""

from urllib.parse import urlencode

import pytest
import requests
from google import SCOPES, Account, Google, answer_of, client
from stack import until

ASKED = ["openid", "email", *(SCOPES + name for name in ("calendar.events", "calendar.freebusy", "calendar.calendarlist.readonly"))]


@pytest.fixture(scope="module")
def google(stack) -> Google:
    return Google(stack)


@pytest.fixture(scope="module")
def owner(google) -> Account:
    return google.account("e2e@example.com")


def address(stack, **changes: str) -> str:
    """Where the house sends a browser."""
    asked = {
        "client_id": client(stack)[0],
        "redirect_uri": f"{stack.base}/oauth/google/callback",
        "response_type": "code",
        "scope": " ".join(ASKED),
        "state": "s",
        "access_type": "offline",
        "prompt": "consent",
    }
    return f"{stack.base}/sandbox/google/o/oauth2/v2/auth?{urlencode({**asked, **changes})}"


@pytest.fixture(scope="module")
def api(stack, owner):
    """The Calendar API, with tokens that the account's owner allowed."""
    code = answer_of(owner.consent(address(stack), follow=False).headers["Location"])["code"]
    id, secret = client(stack)
    form = {
        "code": code,
        "client_id": id,
        "client_secret": secret,
        "redirect_uri": f"{stack.base}/oauth/google/callback",
        "grant_type": "authorization_code",
    }
    tokens = requests.post(f"{stack.base}/sandbox/google/token", data=form, timeout=30).json()

    def ask(method: str, path: str, **how: object) -> requests.Response:
        head = {"Authorization": f"Bearer {tokens['access_token']}", **how.pop("headers", {})}
        return requests.request(method, f"{stack.base}/sandbox/google/calendar/v3/{path}", headers=head, timeout=30, **how)

    return ask


def event(id: str, day: str = "2026-11-24", **more: object) -> dict:
    return {"id": id, "summary": "Cut", "start": {"dateTime": f"{day}T10:00:00Z"}, "end": {"dateTime": f"{day}T11:00:00Z"}, **more}


def test_a_person_allows_unticks_and_refuses(stack, owner):
    told = answer_of(owner.consent(address(stack), untick=("calendar.freebusy",), follow=False).headers["Location"])
    assert told["state"] == "s" and "code" in told
    assert "calendar.events" in told["scope"] and "calendar.freebusy" not in told["scope"]
    assert answer_of(owner.consent(address(stack), refuse=True, follow=False).headers["Location"]) == {
        "state": "s",
        "error": "access_denied",
    }


def test_a_request_that_is_wrong_is_shown_and_takes_nobody_back(stack):
    page = requests.get(address(stack, redirect_uri="https://elsewhere.example/"), allow_redirects=False, timeout=30)
    assert page.status_code == 400 and "redirect_uri_mismatch" in page.text


def test_events_are_written_changed_and_deleted(api, owner):
    made = api("POST", "calendars/primary/events", json=event("e2eabc1"))
    assert made.status_code == 200 and made.headers["ETag"] == made.json()["etag"]
    assert api("POST", "calendars/primary/events", json=event("e2eabc1")).status_code == 409
    path = "calendars/primary/events/e2eabc1"
    assert api("PATCH", path, json={"summary": "Other"}, headers={"If-Match": '"old"'}).status_code == 412
    assert api("PATCH", path, json={"summary": "Other"}, headers={"If-Match": made.json()["etag"]}).json()["summary"] == "Other"
    assert api("PUT", path, json=event("e2eabc1")).json()["summary"] == "Cut"
    assert [each["id"] for each in owner.calendar.events()] == ["e2eabc1"]
    assert (api("DELETE", path).status_code, api("DELETE", path).status_code) == (204, 410)


def test_what_the_owner_does_by_hand_is_read(api, owner):
    token = api("GET", "calendars/primary/events").json()["nextSyncToken"]
    made = owner.calendar.add("Dentist", "2026-11-25T10:00:00-05:00", "2026-11-25T11:00:00-05:00")
    owner.calendar.move(made["id"], "2026-11-25T12:00:00-05:00", "2026-11-25T13:00:00-05:00")
    changed = api("GET", "calendars/primary/events", params={"syncToken": token}).json()
    assert [each["start"]["dateTime"] for each in changed["items"]] == ["2026-11-25T12:00:00-05:00"]
    owner.calendar.delete(made["id"])
    changed = api("GET", "calendars/primary/events", params={"syncToken": changed["nextSyncToken"]}).json()
    assert [each["status"] for each in changed["items"]] == ["cancelled"]
    owner.calendar.expire_sync()
    assert api("GET", "calendars/primary/events", params={"syncToken": changed["nextSyncToken"]}).status_code == 410


def test_an_answer_that_is_lost_is_no_answer_and_the_event_is_found_by_its_id(api, google, owner):
    google.fault("lose_answer", account=owner.email, operation="events.insert")
    with pytest.raises(requests.ConnectionError):
        api("POST", "calendars/primary/events", json=event("e2eabc2"))
    assert api("GET", "calendars/primary/events/e2eabc2").status_code == 200


def test_pushes_reach_the_house(stack, api, google, owner):
    last = google.last()
    body = {"id": "e2e-channel", "type": "web_hook", "address": f"{stack.base}/webhooks/google/calendar", "token": "t"}
    channel = api("POST", "calendars/primary/events/watch", json=body)
    assert channel.status_code == 200 and int(channel.json()["expiration"]) > 0
    owner.calendar.add("Holiday", "2026-11-26", "2026-11-27")
    until(lambda: len(google.exchanges(operation="push.%", after=last)) >= 2, 20, "both pushes went out")
    assert [each["operation"] for each in google.exchanges(operation="push.%", after=last)][:2] == ["push.sync", "push.exists"]
    stop = {"id": "e2e-channel", "resourceId": channel.json()["resourceId"]}
    assert api("POST", "channels/stop", json=stop).status_code == 204


def test_the_week_is_served_under_the_houses_own_policy(stack, owner):
    owner.calendar.add("<script>alert(1)</script>", "2026-11-24T10:00:00-05:00", "2026-11-24T11:00:00-05:00")
    page = requests.get(f"{stack.base}/sandbox/calendar/", params={"calendar": owner.email, "week": "2026-11-24"}, timeout=30)
    assert page.status_code == 200 and "2026-11-23 to 2026-11-29" in page.text
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]
    assert "<script>" not in page.text and " style=" not in page.text
    assert requests.get(f"{stack.base}/assets/sandbox-week.js", timeout=30).status_code == 200


@pytest.mark.parametrize(
    "path", ["calendar/", "google/o/oauth2/v2/auth", "google/calendar/v3/calendars/primary/events", "api/google/state"]
)
def test_who_comes_from_elsewhere_finds_nothing(stack, path):
    assert requests.get(f"{stack.base}/sandbox/{path}", headers={"X-Forwarded-For": "203.0.113.7"}, timeout=30).status_code == 404


def test_another_sites_form_is_not_heard(stack):
    sent = requests.post(
        f"{stack.base}/sandbox/api/google/faults", data='{"kind": "garbage"}', headers={"Content-Type": "text/plain"}, timeout=30
    )
    assert sent.status_code == 415
