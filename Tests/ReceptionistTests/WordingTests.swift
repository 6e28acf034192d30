import Foundation
import Receptionist
import Testing

@Suite struct WordingTests {
    @Test(arguments: ["en-US", "en-GB", "de-DE", "en-AU"])
    func `every time that is shown is understood when it is written back`(_ locale: String) {
        let speech = Speech(region: Region(locale: locale), today: date("2026-11-21"))
        for offset in 0..<400 {
            let day = Days.add(offset, to: date("2026-11-21")), minute = offset * 37 % 1_440
            for text in [speech.moment(day, minute), speech.label(day, minute), "\(speech.day(day)), \(speech.clock(minute))"] {
                let heard = hear(text, locale: locale)
                #expect(heard.day?.single == day && heard.trouble == nil, "\(text)")
                #expect(heard.time?.readings.contains(MinuteSpan(minute, minute)) == true, "\(text)")
            }
        }
    }

    @Test(arguments: ToolSchema.all.map(\.name))
    func `a tool's arguments are a strict schema`(_ name: String) throws {
        let schema = try #require(ToolSchema.all.first { $0.name == name })
        let parsed = try #require(try JSONSerialization.jsonObject(with: Data(schema.parameters.utf8)) as? [String: Any])
        let properties = try #require(parsed["properties"] as? [String: Any]), required = try #require(parsed["required"] as? [String])
        #expect(Set(properties.keys) == Set(required))
        #expect(parsed["additionalProperties"] as? Bool == false)
    }

    @Test func `the tools that the design names are there`() {
        let names = Set(ToolSchema.all.map(\.name))
        #expect(
            names.isSuperset(of: [
                "list_services", "check_availability", "hold_slot", "confirm_booking", "lookup_booking", "reschedule_booking",
                "cancel_booking",
                "take_message",
            ]))
    }
}
