import Messaging
import Testing

@Suite("A refusal of Twilio's")
struct RefusalTests {
    @Test(
        "is tried again, looked into, obeyed or final by its code, and by its status where the code says nothing",
        arguments: [
            (429, 20429, .later(reason: nil)), (429, nil, .later(reason: nil)), (400, 21611, .later(reason: "queue_full")),
            (401, 20003, .later(reason: "settings")), (403, nil, .later(reason: "settings")), (500, nil, .broken), (503, 20500, .broken),
            (400, 21610, .optedOut), (400, 63014, .optedOut), (400, 63016, .windowClosed), (400, 21211, .never(reason: "bad_number")),
            (400, 21614, .never(reason: "bad_number")), (400, 21408, .never(reason: "settings")), (400, 21606, .never(reason: "settings")),
            (400, 99999, .never(reason: "failed")), (404, 20404, .never(reason: "failed")), (400, nil, .never(reason: "failed")),
        ] as [(Int, Int?, Refusal)])
    func classes(_ row: (status: Int, code: Int?, refusal: Refusal)) {
        #expect(Refusal(status: row.status, code: row.code) == row.refusal)
    }
}
