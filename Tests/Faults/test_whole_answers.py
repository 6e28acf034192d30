"""What a visitor gets of an answer is all of it: nginx takes a closed connection for an answer's end, so that what a worker had
sent of a longer one before it was killed would pass for the whole."""

import requests
from stack import Business, Stack, until
from tamper import tampering

LONGEST_WRITE_OF_LIBFCGI = 8_192


def test_a_worker_that_dies_after_its_first_write_has_sent_a_whole_answer(house: Stack):
    business = Business(house, "demo")
    query = {"service": business.service()["id"], "from": "2027-03-01", "to": "2027-03-15"}
    usual = business.get("/slots", **query)
    assert usual.status_code == 200 and len(usual.content) > 2 * LONGEST_WRITE_OF_LIBFCGI
    workers = set(house.workers_of("web"))
    with tampering(list(workers), "write", "signal=KILL:when=2"):
        answers = [requests.get(usual.url, timeout=10) for _ in range(len(workers))]
    assert {answer.status_code for answer in answers} == {200}
    assert all(answer.json()["slots"] == usual.json()["slots"] for answer in answers)
    until(lambda: len(workers & set(house.workers_of("web"))) < len(workers), 10, "a worker died of it")
