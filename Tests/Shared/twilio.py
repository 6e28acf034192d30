"""Requests as Twilio signs them, written anew from its description rather than taken from the program."""

import base64
import hashlib
import hmac
import json
from pathlib import Path

import requests

# Requests that Twilio's own library signed, with what it made of them.
EXAMPLES = json.loads((Path(__file__).parent / "twilio_signatures.json").read_text())


def signature(key: str, url: str, pairs: list[tuple[str, str]], digest: str = "sha1") -> str:
    """Of the address, and each pair of the form once, sorted, without anything between."""
    signed = url + "".join(name + value for name, value in sorted({(name, value) for name, value in pairs}))
    return base64.b64encode(hmac.digest(key.encode(), signed.encode(), digest)).decode()


class Twilio:
    """Whoever has an account's key, in front of a house."""

    def __init__(self, base: str, public_url: str, key: str, digest: str = "sha1") -> None:
        self.base, self.public_url, self.key, self.digest = base, public_url, key, digest

    def post(self, path: str, pairs: list[tuple[str, str]] | dict[str, str], **headers: str) -> requests.Response:
        pairs = list(pairs.items()) if isinstance(pairs, dict) else [(name, value) for name, value in pairs]
        signed = {"X-Twilio-Signature": signature(self.key, self.public_url + path, pairs, self.digest)}
        return requests.post(self.base + path, data=pairs, headers=signed | headers, timeout=30, allow_redirects=False)

    def post_json(self, path: str, body: bytes, **headers: str) -> requests.Response:
        path += ("&" if "?" in path else "?") + "bodySHA256=" + hashlib.sha256(body).hexdigest()
        signed = {"X-Twilio-Signature": signature(self.key, self.public_url + path, [], self.digest), "Content-Type": "application/json"}
        return requests.post(self.base + path, data=body, headers=signed | headers, timeout=30)

    def get(self, path: str) -> requests.Response:
        signed = {"X-Twilio-Signature": signature(self.key, self.public_url + path, [], self.digest)}
        return requests.get(self.base + path, headers=signed, timeout=30)
