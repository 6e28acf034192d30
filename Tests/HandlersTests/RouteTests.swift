import Foundation
import Testing
import Web

@testable import Handlers

/// Every kind of place once.
let everyAPIPlace: [APIPlace] = [
    .services, .slots, .explanation, .holds, .hold("0a"), .bookings, .lookup("ABC"), .reschedule("A B"), .cancel("Ä/b"), .chat,
    .conversation("ff"),
]
let everyHostedPlace: [HostedPlace] = [.door, .home, .times, .holds, .hold("0a"), .release("0a"), .bookings, .lookup, .short("0a")]
let everyManagePlace: [ManagePlace] = [.booking, .calendar, .times, .holds, .hold("0a"), .move("0a"), .cancellation]
let everyAdminPlace: [AdminPlace] =
    [
        .door, .agenda, .signIn("demo.x"), .signOut, .booking(7), .blocks, .unblocking(7), .messages, .reading(-1),
        .conversations, .calls, .conversation("0f"), .answer("0f"), .handback("0f"),
        .receptionist, .answers, .ownersAnswer(7), .forgetting(7), .texts, .phone,
        .calendar, .leaving, .choosing(7), .disconnecting(7),
    ]
    + AdminPlace.Decision.allCases.map { .decision(7, $0) }

let everyPlace: [Place] =
    [.alive, .ready, .consent] + everyAPIPlace.map { .api(tenant: "demo", $0) } + everyHostedPlace.map { .hosted(tenant: "demo", $0) }
    + everyManagePlace.map { .manage(token: "v1.a-_.b", $0) } + everyAdminPlace.map { .admin($0) }

@Suite struct Places {
    @Test(arguments: everyPlace) func everyPrintedLinkIsReadBack(place: Place) {
        #expect(Place(path: place.path) == place)
    }

    @Test(arguments: everyPlace) func thePatternNamesNoSecret(place: Place) {
        for secret in ["0a", "v1.a-_.b", "demo", "ABC", "ff"] { #expect(!place.pattern.split(separator: "/").contains(Substring(secret))) }
    }

    @Test(arguments: [
        "", "/", "/api", "/api/v1", "/api/v1/demo", "/api/v2/demo/slots", "/api/v1/demo/slots/", "/api/v1/demo/holds//", "/t", "/manage",
        "/admin/bookings/07", "/admin/bookings/7/approval/x", "/admin/bookings/7/nonsense", "/t/demo/holds//release", "/healthz/x",
        "//t/demo/",
        "/api/v1/demo/bookings/%00/lookup",
    ])
    func otherPathsLeadNowhere(path: String) {
        #expect(Place(path: path) == nil)
    }
}

/// The description of the API, as far as its routes go.
struct DescribedRoute: Hashable {
    var path: String
    var method: String

    /// Those that a worker answers: the supervisor answers `/livez` itself.
    static func all() throws -> Set<DescribedRoute> { try whole().filter { $0.path != "/livez" } }

    private static func whole() throws -> Set<DescribedRoute> {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let lines = try String(contentsOf: root.appending(path: "docs/openapi.yaml"), encoding: .utf8).split(separator: "\n")
        var found: Set<DescribedRoute> = [], path = ""
        for line in lines {
            if line.hasPrefix("  /"), line.hasSuffix(":") { path = String(line.dropFirst(2).dropLast()) }
            for method in ["get", "post", "put", "patch", "delete"] where line == "    \(method):" {
                found.insert(DescribedRoute(path: path, method: method.uppercased()))
            }
        }
        return found
    }
}

@Suite struct Description {
    @Test func everyRouteIsDescribedAndEveryDescribedRouteStands() throws {
        var served: Set<DescribedRoute> = []
        for place in everyPlace {
            switch place {
            case .alive, .ready, .api, .consent: break
            case .hosted, .manage, .admin: continue
            }
            for method in place.methods where method != .head {
                served.insert(DescribedRoute(path: place.pattern, method: method.rawValue))
            }
        }
        #expect(try DescribedRoute.all() == served)
    }

    @Test func everyDescribedPathIsReadAsThePlaceOfThatPattern() throws {
        for route in try DescribedRoute.all() {
            let path = route.path.replacing("{tenant}", with: "demo").replacing("{", with: "").replacing("}", with: "")
            #expect(Place(path: path)?.pattern == route.path)
        }
    }
}

extension Places {
    @Test(arguments: everyPlace) func aPlacesNameIsShortAndNamesNoSecret(place: Place) {
        #expect(place.name.utf8.count <= 32 && !place.name.isEmpty)
        #expect(place.name.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x2E || $0 == 0x2D })
        #expect(!place.name.split(separator: ".").contains("demo"))
    }

    @Test func everyPlaceHasANameOfItsOwn() { #expect(Set(everyPlace.map(\.name)).count == everyPlace.count) }
}
