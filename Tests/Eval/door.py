"""The house's public door, as a patient program uses it."""

import time

import requests

PATIENCE = 120


def get(url: str) -> dict:
    return answered("GET", url, None).json()


def post(url: str, body: dict) -> requests.Response:
    return answered("POST", url, body)


def answered(method: str, url: str, body: dict | None) -> requests.Response:
    """Who is told that too many ask at once comes again, with the same message: nothing was done yet."""
    deadline = time.monotonic() + PATIENCE
    while True:
        answer = requests.request(method, url, json=body, timeout=PATIENCE)
        if answer.status_code not in (429, 503) or time.monotonic() > deadline:
            return answer
        time.sleep(0.2)
