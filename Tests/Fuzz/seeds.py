"""What each fuzzer begins with: whole and broken examples, from which it makes its own."""

import struct

from fastcgi import ABORT, BEGIN, GET_VALUES, PARAMS, STDIN, get, head, length, pairs, post, record

# The framing's fuzzers read how to cut from the first four bytes.
CUTS = [b"\x00\x00\x00\x00", b"\x07\x01\x0b\x3f"]
PAIRS = pairs({"REQUEST_METHOD": "POST", "REQUEST_URI": "/api/v1/demo/holds?x=1", "CONTENT_LENGTH": "3", "HTTP_ACCEPT_LANGUAGE": "en"})

REQUESTS = [
    get("/hello"),
    post("/echo", b"abc"),
    head("/echo", "POST", CONTENT_LENGTH="6") + record(STDIN, b"abc", padding=5) + record(STDIN, b"def") + record(STDIN),
    record(BEGIN, b"\0\1\0\0\0\0\0\0", request=65_535) + record(PARAMS, request=65_535) + record(STDIN, request=65_535),
    get("/hello")[:16] + record(PARAMS, PAIRS[:9], padding=255) + record(PARAMS, PAIRS[9:]) + record(PARAMS) + record(STDIN),
    # Once let through, and then read by libfcgi as if the padding were a record.
    get("/hello")[:16] + record(PARAMS, PAIRS) + record(PARAMS, padding=8) + record(STDIN),
    get("/hello")[:16] + record(PARAMS, length(200) + length(1) + bytes(201)) + record(PARAMS) + record(STDIN),
    get("/hello")[:16] + record(PARAMS, struct.pack(">II", 0xFFFFFFFE, 0xFFFFFFFE)),
    get("/hello")[:16] + record(GET_VALUES, PAIRS, request=0),
    get("/hello")[:16] + record(ABORT),
]

PARAMETERS = b"""REQUEST_METHOD=POST
REQUEST_URI=/t/a%2Fb/?x=1
QUERY_STRING=x=1
CONTENT_LENGTH=17
CONTENT_TYPE=text/plain
REMOTE_ADDR=192.0.2.1
REQUEST_ID=9f-0A
REQUEST_ARRIVED=1780000000.123
HTTP_ACCEPT_LANGUAGE=en
HTTP_X_EMPTY="""

JSON = [
    b'{"a":"x","b":{"c":7},"d":-1,"e":[1.5e3,true,false,null,[]],"f":{}}',
    rb'["\ud83d\ude00\u00e9\n\t\b\f\r\"\\\/", "\u0001"]',
    b"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
    b"[9223372036854775807,-9223372036854775808,9223372036854775808,1e308,1e309,-0,-0.0,5e-324]",
]

ROUTES = [
    b"/healthz",
    b"/t/demo/",
    b"/t/demo/holds/7/release",
    b"/api/v1/demo/slots/explain",
    b"/api/v1/demo/bookings/ABCD2345/reschedule",
    b"/manage/v1.a.b.c/holds/7/move",
    b"/admin/bookings/-7/approval",
    b"/t/%2F%C3%A9/",
]

TIMES = [b"2026-11-24T14:00:00-05:00", b"2026-11-24t14:00:00.123456789z", b"2028-02-29", b"0001-01-01T00:00:00+23:59"]
FORM = [b"name=Ann+Lee&email=a%40b.example&notes=%C3%A9%0A", b"a=1&a=2&&=&b", b"a=%00", b"a=%C0%AF", b"&" * 120]
COOKIES = [b"s=abc; t=def", b'__Host-s="x"; s=1;s=2', b" s = 1"]
MARKUP = [b'<img src=x onerror="alert(1)">', b"&amp;'\"<>\x00\x7f"]

SEEDS = {
    "framing": [cut + request for cut in CUTS for request in REQUESTS],
    "pairs": [cut + PAIRS for cut in CUTS] + [CUTS[0] + length(200) + length(1) + bytes(201)],
    "exchange": REQUESTS,
    # An arrival of more seconds than can be counted in milliseconds once ended a worker.
    "parameters": [PARAMETERS, b"REQUEST_ARRIVED=17800001780000000.122"],
    "json": JSON,
    "form": FORM,
    "cookies": COOKIES,
    "percent": FORM + ROUTES,
    "routes": ROUTES,
    "times": TIMES,
    # A subject that begins with a combining mark was once sealed and could not be read.
    "tokens": [b"7", "\u0489x".encode(), b"v1.abcdefgh.eyJ9.AAAA", b"0123456789abcdef" * 4],
    "markup": MARKUP,
    "control": [struct.pack("<iii", 0, 1, 11), b"\xff" * 12, b"\xff" * 13, b"x"],
    # State, count, since and heartbeat; the last is a moment after which none can come, which once ended the supervisor.
    "scoreboard": [struct.pack("<QQQQ", 3 << 32 | 11, 1, 0, 0), struct.pack("<QQQQ", 3 << 32 | 11, 1, 2**63 - 1, 2**64 - 1)],
    "stand": [b"4.0.3", b"4.15.255.canary", b"4.16.0", b"4.-1.-1", b"0.3.4.4"],
}
