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
# In the last, one more would stand behind those that are looked at.
COOKIES = [b"s=abc; t=def", b'__Host-s="x"; s=1;s=2', b" s = 1", b"s=1" + b";a=" * 99]
MARKUP = [b'<img src=x onerror="alert(1)">', b"&amp;'\"<>\x00\x7f"]

STATUS = [
    b"GET /pool HTTP/1.0\r\nX-Real-IP: 127.0.0.1\r\n\r\n",
    b"GET /metrics?x=1 HTTP/1.1\r\nX-Real-IP: 192.0.2.7\r\nAuthorization: Bearer sesame-of-this-fuzzer\r\n\r\n",
    b"HEAD /livez HTTP/1.0\n\n",
    b"POST /pool HTTP/1.0\r\nX-Real-IP: ::1\r\nX-Real-IP: 10.0.0.1\r\n\r\n",
]
# What stands behind a NUL was once no part of an address, but of what was printed.
ADDRESSES = [
    b"10.0.0.50\x00:0:2663",
    b"10.0.0.0/8,10.1.2.3",
    b"fd00::/8,fd00::1,::ffff:10.0.0.1",
    b"10.0.0.5:9000",
    b"[fd00::5]:9000",
    b"::ffff:0.0.0.0/96,1.2.3.4",
]
SETTINGS = [
    b"# remark\nHOLDFAST_WEB_WORKERS=4\n\nSMTP_URL=\"smtp://mail.example\"\nMAIL_FROM='a b'\n",
    b"A=b=c\r\n A=1\nB\n=\n",
    b'EMPTY=\nQUOTES=""',
    # A mark that joins the character behind it once hid the quote there.
    "E=E\u070f".encode(),
]

# The first byte says where and when it is said.
HEARING = [
    bytes([where]) + said.encode()
    for where, said in enumerate(
        [
            "I'd like a check-up next Tuesday at half past four, please",
            "tomorrow morning or Friday after 3pm, but not the 24th",
            "the second one. My name is Ann Lee, ann@example.com, 0131 496 0123",
            "cancel ABCD-2345",
            "31.11.2026, 25:00 or 12/13",
            "Dr. O'Neill in 2 weeks, +44 20 7946 0958, for 45 minutes",
            "übermorgen 15 Uhr, caf\u00e9 \u0660\u0661",
            "between noon and 2 on the first weekday of next month",
        ]
    )
]
EVENTS = [
    cut + content
    for cut in CUTS
    for content in (b'event: text\ndata: {"a":1}\n\ndata: [DONE]\n\n', b"\xef\xbb\xbfdata:a\r\ndata: b\r\r: remark\nid: 1\n")
]
HEADS = [b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 429 Too Many\r\nRetry-After: 2\r\nContent-Type : text/plain\r\n\r\n", b"HTTP/2 503\n:\n"]
REPLIES = [
    b'{"choices":[{"delta":{"content":"Hello"}}]}\n{"choices":[{"finish_reason":"stop"}],"usage":{"prompt_tokens":3}}',
    b'{"choices":[{"delta":{"tool_calls":[{"index":0,"id":"a","function":{"name":"f","arguments":"{"}}]}}]}\n'
    b'{"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"}"}},{"index":1,"function":{"name":"g"}}]}}]}',
    b'{"error":{"code":"insufficient_quota"}}',
]

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
    "status": STATUS,
    "prints": [CUTS[0] + b"one\ntwo\xff\x00" + b"x" * 600, CUTS[1] + b"\n\n"],
    "lines": [b"hello\nworld", b'"' * 300, "é\u2028".encode() * 100],
    "ledger": [struct.pack("<8Q", 3 << 32 | 11, 1, 2, 3, 4, 5, 6, 7) * 16, b"\xff" * 1024],
    "addresses": ADDRESSES,
    "sockets": [b"2\n7\nweb:talk", b"1\n7\n", b"-1\n7\nweb", b"99999999999999999999\n7\n:"],
    "settings": SETTINGS,
    "hearing": HEARING,
    "events": EVENTS,
    "heads": HEADS,
    "replies": REPLIES,
    "stand": [b"4.0.3", b"4.15.255.canary", b"4.16.0", b"4.-1.-1", b"0.3.4.4"],
}
