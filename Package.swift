// swift-tools-version: 6.2
// The map: a line for each target, lowest first.
import PackageDescription

let house: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
]

/// The linker names a program by its content, so that a running one can say which it is.
let named: [LinkerSetting] = [.unsafeFlags(["-Xlinker", "--build-id"])]

func room(_ name: String, _ below: Target.Dependency..., plugins: [Target.PluginUsage] = []) -> Target {
    .target(name: name, dependencies: below, swiftSettings: house, plugins: plugins)
}

func tests(_ name: String, _ below: Target.Dependency...) -> Target {
    .testTarget(name: name, dependencies: below, swiftSettings: house)
}

func library(_ name: String, pkgConfig: String? = nil) -> Target {
    .systemLibrary(name: name, path: "Sources/C/\(name)", pkgConfig: pkgConfig)
}

/// Makes `enum SQL` from the target's statements in `sql/queries`.
let embedSQL = Target.PluginUsage.plugin(name: "EmbedSQL")

let package = Package(
    name: "holdfast",
    products: [.executable(name: "holdfast", targets: ["holdfast"])],
    targets: [
        library("CFastCGI", pkgConfig: "fcgi"),
        library("CPostgres", pkgConfig: "libpq"),
        library("COpenSSL", pkgConfig: "libcrypto"),
        library("CCurl", pkgConfig: "libcurl"),
        library("CLinux"),
        .target(
            name: "CPhoneNumber", path: "Sources/C/CPhoneNumber",
            linkerSettings: [.linkedLibrary("phonenumber"), .linkedLibrary("protobuf")]),
        room("Web"),
        room("Sealing", "COpenSSL"),
        room("Outbound", "CCurl"),
        room("PhoneNumbers", "CPhoneNumber"),
        room("Postgres", "CPostgres"),
        room("FCGIHost", "Web", "CFastCGI", "CLinux"),
        room("Booking", "Postgres", "PhoneNumbers", plugins: [embedSQL]),
        room("Receptionist", "Booking", "Postgres", "PhoneNumbers", "Outbound", "Sealing", "Web", plugins: [embedSQL]),
        room("Messaging", "Booking", "Postgres", "Outbound", "PhoneNumbers", "Sealing", "Web", plugins: [embedSQL]),
        room("Calendars", "Booking", "Postgres", "Outbound", "Sealing", "Web", plugins: [embedSQL]),
        room(
            "Handlers", "Receptionist", "Messaging", "Calendars", "Booking", "Postgres", "PhoneNumbers", "Web", "Sealing",
            plugins: [embedSQL]
        ),
        room(
            "Webhooks", "Receptionist", "Messaging", "Calendars", "Booking", "Postgres", "PhoneNumbers", "Sealing", "Web",
            plugins: [embedSQL]
        ),
        room("Jobs", "Receptionist", "Messaging", "Calendars", "Booking", "Postgres", "Outbound", "Sealing", plugins: [embedSQL]),
        room("Sandbox", "FCGIHost", "Postgres", "Outbound", "PhoneNumbers", "Sealing", "Web", plugins: [embedSQL]),
        .executableTarget(
            name: "holdfast",
            dependencies: [
                "FCGIHost", "Handlers", "Webhooks", "Jobs", "Receptionist", "Messaging", "Calendars", "Sandbox", "Booking", "Postgres",
                "PhoneNumbers", "Web", "Sealing",
            ],
            swiftSettings: house, linkerSettings: named, plugins: [embedSQL]),
        .executableTarget(name: "EmbedTool", swiftSettings: [.swiftLanguageMode(.v6)]),
        .plugin(name: "EmbedSQL", capability: .buildTool(), dependencies: ["EmbedTool"]),
        .target(name: "TestCluster", dependencies: ["Postgres", "CLinux"], path: "Tests/TestCluster", swiftSettings: house),
        tests("PostgresTests", "Postgres", "TestCluster"),
        tests("CommandTests", "holdfast", "Messaging", "Postgres", "Web", "TestCluster"),
        tests("BookingTests", "Booking", "Postgres", "TestCluster"),
        tests("SchemaTests", "Postgres", "TestCluster"),
        tests("WebTests", "Web"),
        tests("SealingTests", "Sealing"),
        tests("PhoneNumbersTests", "PhoneNumbers"),
        .target(name: "ScriptedServer", path: "Tests/ScriptedServer", swiftSettings: house),
        tests("OutboundTests", "Outbound", "ScriptedServer"),
        .target(name: "TestModel", dependencies: ["FCGIHost", "Sandbox"], path: "Tests/TestModel", swiftSettings: house),
        tests("SandboxTests", "Sandbox", "Postgres", "Receptionist", "ScriptedServer", "TestCluster", "TestModel", "Web"),
        tests("ReceptionistTests", "Receptionist", "Booking", "Postgres", "ScriptedServer", "Sealing", "TestCluster", "TestModel", "Web"),
        tests("MessagingTests", "Messaging", "Jobs", "Booking", "Postgres", "ScriptedServer", "Sealing", "TestCluster", "Web"),
        tests("CalendarsTests", "Calendars", "Jobs", "Booking", "Postgres", "Outbound", "ScriptedServer", "Sealing", "TestCluster", "Web"),
        tests(
            "WebhooksTests", "Webhooks", "Calendars", "Messaging", "Receptionist", "Booking", "Postgres", "Sealing", "Web", "TestCluster"
        ),
        tests(
            "HandlersTests", "Handlers", "Calendars", "Receptionist", "Messaging", "Booking", "Postgres", "Web", "Sealing", "TestCluster"
        ),
        tests("JobsTests", "Jobs", "Receptionist", "Booking", "Postgres", "TestCluster"),
        tests("FCGIHostTests", "FCGIHost", "Web"),
        .executableTarget(
            name: "ProcessHost", dependencies: ["FCGIHost", "Web"], path: "Tests/ProcessHost", swiftSettings: house,
            linkerSettings: named),
    ],
    cxxLanguageStandard: .cxx17
)
