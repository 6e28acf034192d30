"""The stand-in for a telephone network as it stands in the house: through nginx, in development only, for this machine only."""

import time
from collections.abc import Callable

import pytest
import requests
from phone import Network, Phone, account
from stack import until

CUSTOMER = "+19175550199"


@pytest.fixture(scope="module")
def network(stack) -> Network:
    return Network(stack)


@pytest.fixture
def api(stack) -> Callable[..., requests.Response]:
    """The business's side: the API, with the account that the house itself has."""
    sid, token = account(stack)

    def ask(path: str, token: str = token, **how: object) -> requests.Response:
        address = f"{stack.base}/sandbox/twilio/2010-04-01/Accounts/{sid}/{path}"
        return requests.request("POST" if "data" in how else "GET", address, auth=(sid, token), timeout=30, **how)

    return ask


def test_a_stranger_is_told_nothing_by_the_api(api):
    answer = api("Messages.json", token="another", data={"To": CUSTOMER})
    assert (answer.status_code, answer.json()["code"]) == (401, 20003)


def test_a_message_goes_out_and_its_statuses_come_back(stack, api, network):
    phone = Phone(stack, CUSTOMER, "barber")
    told = f"{stack.base}/webhooks/twilio/status"
    sent = api("Messages.json", data={"To": CUSTOMER, "From": phone.business, "Body": "Hello", "StatusCallback": told})
    assert (sent.status_code, sent.json()["status"]) == (201, "queued")
    until(lambda: len(network.exchanges(about=sent.json()["sid"], direction="webhook")) == 3, 20, "every status is told")
    callbacks = network.exchanges(about=sent.json()["sid"], direction="webhook")
    assert [(each["event"], each["status"]) for each in callbacks] == [("sending", 204), ("sent", 204), ("delivered", 204)]
    assert phone.next_text()["body"] == "Hello"
    assert api(f"Messages/{sent.json()['sid']}.json").json()["status"] == "delivered"


def test_an_answer_that_is_lost_is_no_answer_and_the_message_is_found_by_asking(stack, api, network):
    phone = Phone(stack, CUSTOMER, "barber")
    network.fault("lose_answer", to=CUSTOMER)
    order = {"To": CUSTOMER, "From": phone.business, "Body": f"Once {time.monotonic()}"}
    with pytest.raises(requests.ConnectionError):
        api("Messages.json", data=order)
    found = api("Messages.json", params={"To": CUSTOMER, "From": phone.business, "PageSize": 5}).json()["messages"]
    assert [each["body"] for each in found].count(order["Body"]) == 1


def test_the_page_and_its_parts_are_served_under_the_houses_own_policy(stack):
    page = requests.get(f"{stack.base}/sandbox/", timeout=30)
    assert page.status_code == 200
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]
    assert "<script>" not in page.text and " style=" not in page.text
    for part in ("sandbox.css", "sandbox.js"):
        assert requests.get(f"{stack.base}/assets/{part}", timeout=30).status_code == 200
    assert requests.get(f"{stack.base}/sandbox", timeout=30, allow_redirects=False).headers["Location"].endswith("/sandbox/")


@pytest.mark.parametrize("path", ["/sandbox/", "/sandbox/api/state", "/sandbox/twilio/2010-04-01/Accounts/AC0/Messages.json"])
def test_who_comes_from_elsewhere_finds_nothing(stack, path):
    elsewhere = requests.get(stack.base + path, headers={"X-Forwarded-For": "203.0.113.7"}, timeout=30)
    assert elsewhere.status_code == 404


def test_another_sites_form_is_not_heard(stack):
    sent = requests.post(f"{stack.base}/sandbox/api/texts", data='{"from": "+1"}', headers={"Content-Type": "text/plain"}, timeout=30)
    assert sent.status_code == 415


def test_a_text_reaches_the_house_signed_and_the_house_takes_it(stack):
    phone = Phone(stack, CUSTOMER, "barber")
    sent = phone.text("hello")
    assert sent["exchange"]["status"] == 200, sent
    assert sent["exchange"]["fault"] is None


def test_a_call_to_a_number_that_is_nobodys_comes_to_a_polite_end(stack):
    call = Phone(stack, CUSTOMER, "+12125550999").call()
    assert call.ended and call.heard
