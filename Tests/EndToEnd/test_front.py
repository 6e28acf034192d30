"""What nginx gives to every answer, and what it serves by itself."""

import gzip
import re

import pytest
import requests
from stack import STATUS_TOKEN

PAGES = ["/t/demo/", "/api/v1/demo/services", "/widget.js", "/nothing-here", "/assets/nothing.css"]


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_carries_the_security_headers(stack, path):
    headers = requests.get(stack.base + path, timeout=30).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "unsafe-" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert re.fullmatch("[0-9a-f]{32}", headers["X-Request-Id"])
    assert headers["Server"] == "nginx"


@pytest.mark.parametrize("path", ["/t/demo/", "/t/barber/", "/admin/"])
def test_no_page_holds_an_inline_script_or_style(stack, path):
    page = requests.get(stack.base + path, timeout=30).text
    scripts = re.findall(r"<script\b([^>]*)>(.*?)</script>", page, re.S)
    assert all("src=" in attributes and not body.strip() for attributes, body in scripts)
    assert not re.search(r"<style\b|\sstyle=|\son\w+=|javascript:", page)


def test_the_widget_is_compressed_and_small(stack):
    answer = requests.get(f"{stack.base}/widget.js", headers={"Accept-Encoding": "gzip"}, stream=True, timeout=30)
    compressed = answer.raw.read(decode_content=False)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert len(compressed) <= 20_000
    plain = requests.get(f"{stack.base}/widget.js", headers={"Accept-Encoding": "identity"}, timeout=30).content
    assert gzip.decompress(compressed) == plain


def test_the_widget_is_fetched_again_only_when_it_changed(stack):
    first = requests.get(f"{stack.base}/widget.js", timeout=30)
    assert first.headers["Cache-Control"] == "public, max-age=300, must-revalidate"
    again = requests.get(f"{stack.base}/widget.js", headers={"If-None-Match": first.headers["ETag"]}, timeout=30)
    assert again.status_code == 304
    assert again.content == b""


def test_any_site_may_load_the_widget(stack):
    headers = requests.get(f"{stack.base}/widget.js", timeout=30).headers
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("path", ["/services", "/slots", "/holds", "/bookings", "/chat"])
def test_another_origin_may_ask_first(barber, path):
    asks = {
        "Origin": "https://clinic.example",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type,idempotency-key",
    }
    answer = requests.options(barber.root + path, headers=asks, timeout=30)
    assert answer.status_code in (200, 204)
    assert answer.headers["Access-Control-Allow-Origin"] in ("*", "https://clinic.example")
    allowed = answer.headers["Access-Control-Allow-Headers"].lower()
    assert "content-type" in allowed and "idempotency-key" in allowed
    assert "Access-Control-Allow-Credentials" not in answer.headers


def test_another_origin_may_read_the_answer_and_a_refusal(barber):
    origin = {"Origin": "https://clinic.example"}
    for path in ("/services", "/slots?service=none"):
        answer = requests.get(barber.root + path, headers=origin, timeout=30)
        assert answer.headers["Access-Control-Allow-Origin"] in ("*", "https://clinic.example")


def test_the_admin_pages_answer_no_other_origin(stack):
    answer = requests.get(f"{stack.base}/admin/", headers={"Origin": "https://clinic.example"}, timeout=30, allow_redirects=False)
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_request_id_is_the_front_servers_own(stack):
    answer = requests.get(f"{stack.base}/api/v1/nobody/services", headers={"X-Request-Id": "made-up-by-a-visitor"}, timeout=30)
    assert answer.headers["X-Request-Id"] != "made-up-by-a-visitor"
    assert answer.json().get("request_id", answer.headers["X-Request-Id"]) == answer.headers["X-Request-Id"]


def test_state_is_told_to_this_machine(stack):
    for path in ("/healthz", "/readyz", "/livez"):
        assert requests.get(stack.base + path, timeout=30).status_code == 200
    metrics = requests.get(f"{stack.base}/metrics", timeout=30)
    assert metrics.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert "# TYPE" in metrics.text
    whole = requests.get(f"{stack.base}/pool", timeout=30).json()
    assert {"web", "talk", "jobs"} <= {pool["name"] for pool in whole["pools"]}
    assert whole["supervisor"]["pid"] == stack.pid("serve")


@pytest.mark.parametrize("path", ["/metrics", "/pool", "/livez"])
def test_state_is_told_in_its_head_alone(stack, path):
    answer = requests.head(stack.base + path, headers={"Accept-Encoding": "identity"}, timeout=30)
    assert (answer.status_code, answer.content) == (200, b"")
    assert int(answer.headers["Content-Length"]) > 0
    assert requests.post(stack.base + path, data="x", timeout=30).status_code == 405


@pytest.mark.parametrize("path", ["/metrics", "/pool"])
def test_state_is_not_told_to_a_visitor_behind_the_tls_server(stack, path):
    away = {"X-Forwarded-For": "203.0.113.9"}
    pretending = [{"X-Real-IP": "127.0.0.1"}, {"X-Forwarded-For": "127.0.0.1, 203.0.113.9"}, {"Authorization": "Bearer guessed"}]
    for more in ({}, *pretending):
        answer = requests.get(stack.base + path, headers=away | more, timeout=30)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize("path", ["/metrics", "/pool"])
def test_state_is_told_to_whoever_holds_the_token(stack, path):
    away = {"X-Forwarded-For": "203.0.113.9"}
    assert requests.get(stack.base + path, headers=away | {"Authorization": f"Bearer {STATUS_TOKEN}"}, timeout=30).status_code == 200
    assert requests.get(stack.base + path, headers=away | {"Authorization": f"Bearer {STATUS_TOKEN}x"}, timeout=30).status_code == 404
