"""What a handler does, good and bad, and what its client gets of it."""

from fastcgi import get


def test_a_handler_that_throws_is_a_500_with_the_requests_id(house):
    answer = house.ask(get("/throw"))
    assert (answer.status, answer.headers["Content-Type"]) == (500, "application/problem+json")
    assert b'"code":"internal"' in answer.body and b'"request_id":"test"' in answer.body
    assert house.wait_for("handler_failed")[0]["error"] == "Broken"
    assert house.ask(get("/hello")).status == 200


def test_a_problem_that_is_thrown_is_the_answer(house):
    answer = house.ask(get("/problem"))
    assert (answer.status, answer.ended) == (404, True)
    assert b'"code":"not_found"' in answer.body


def test_a_handler_that_traps_costs_one_worker_and_nothing_else(house):
    assert house.ask(get("/trap")).raw == b""
    assert house.wait_for("worker_left")[0]["signal"] in (4, 5, 6)
    assert house.ask(get("/hello")).status == 200


def test_a_stream_is_sent_as_it_is_written(house):
    client = house.connect().send(get("/stream"))
    early = client.until(b"one ")
    assert b"two" not in early
    house.wait_until_a_worker_waits()
    house.let_go()
    assert client.answer().body == b"one " + b"two " * 100


def test_a_client_that_leaves_a_stream_is_noticed_and_the_work_goes_on(house):
    client = house.connect().send(get("/stream"))
    client.until(b"one ")
    house.wait_until_a_worker_waits()
    client.close()
    house.let_go()
    assert house.wait_for("request", gone=True)
    assert house.ask(get("/hello")).status == 200
    assert house.ran() == ["/stream", "gone", "afterwards", "/hello"]


def test_what_comes_afterwards_runs_after_the_answer_has_ended(house):
    answer = house.ask(get("/after"))
    assert (answer.body, answer.ended) == (b"first", True)
    assert "afterwards" not in house.ran()
    house.wait_until_a_worker_waits()
    house.let_go()
    assert house.ask(get("/hello")).status == 200
    assert "afterwards" in house.ran()


def test_the_log_names_the_route_and_nothing_of_the_address(house):
    house.ask(get("/pid?name=someone", QUERY_STRING="name=someone", HTTP_REFERER="https://someone.example/"))
    line = house.wait_for("request")[0]
    assert line["route"] == "/text"
    assert set(line) == {"time", "event", "pool", "worker", "id", "method", "route", "status", "ms", "db_ms"}
    assert "someone" not in str(line)
