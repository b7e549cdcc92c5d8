// swift-tools-version: 6.2
import PackageDescription

/// Warnings are errors in CI only: a newer compiler's new warning must never break a user's build.
let strict = Context.environment["GLOSA_CI"] == "1"

let settings: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  ] + (strict ? [.treatAllWarnings(as: .error)] : [])

/// A library target of one wing, in the folder that carries its name.
func module(
  _ wing: String, _ name: String, _ dependencies: [Target.Dependency] = []
) -> Target {
  .target(
    name: name, dependencies: dependencies, path: "Sources/\(wing)/\(name)",
    swiftSettings: settings)
}

/// A release keeps the names of its functions, which the backtrace of a crash shows, and not the debugger's tables, which are a
/// quarter of it.
let stripped: [LinkerSetting] = [
  .unsafeFlags(["-Xlinker", "--strip-debug"], .when(platforms: [.linux], configuration: .release))
]

/// A release carries Swift's runtime and Foundation in itself: one file to copy to a machine that need not have Swift, and
/// quicker, because a call into the runtime is then a call like any other. LLVM's linker, because the
/// usual one warns of a call within Foundation; the libraries are what Foundation's archives need.
let selfContained: [LinkerSetting] = [
  .unsafeFlags(
    [
      "-static-stdlib", "-use-ld=lld", "-lFoundation", "-lCoreFoundation", "-l_FoundationICU",
      "-l_FoundationCShims", "-l_FoundationCollections", "-lstdc++",
    ], .when(platforms: [.linux], configuration: .release))
]

func executable(
  _ wing: String, _ name: String, _ dependencies: [Target.Dependency]
) -> Target {
  .executableTarget(
    name: name, dependencies: dependencies, path: "Sources/\(wing)/\(name)",
    swiftSettings: settings, linkerSettings: selfContained + stripped)
}

func tests(_ wing: String, _ dependencies: [Target.Dependency], but excluded: [String] = []) -> Target {
  .testTarget(
    name: "\(wing)Tests", dependencies: dependencies + ["TestScopes"], path: "Tests/\(wing)",
    exclude: excluded, swiftSettings: settings)
}

let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let arguments: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let metrics: Target.Dependency = .product(name: "Metrics", package: "swift-metrics")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let asn1: Target.Dependency = .product(name: "SwiftASN1", package: "swift-asn1")
let certificates: Target.Dependency = .product(name: "X509", package: "swift-certificates")
let tls: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let nio: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let embedded: Target.Dependency = .product(name: "NIOEmbedded", package: "swift-nio")
let nioTLS: Target.Dependency = .product(name: "NIOTLS", package: "swift-nio")
let lifecycle: Target.Dependency = .product(
  name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals: Target.Dependency = .product(
  name: "UnixSignals", package: "swift-service-lifecycle")
/// For tests alone: no program links it.
let yaml: Target.Dependency = .product(name: "Yams", package: "Yams")

let package = Package(
  name: "glosa",
  products: [
    .executable(name: "glosa", targets: ["glosa"]),
    .executable(name: "glosa-server", targets: ["glosa-server"]),
    .executable(name: "glosa-bench", targets: ["glosa-bench"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
    .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    // A door to a C library each: module map and shim, no logic. libcurl alone is not linked: `CurlLibrary` loads it.
    .systemLibrary(name: "CNcurses", path: "Sources/System/CNcurses"),
    .systemLibrary(name: "CCurl", path: "Sources/System/CCurl"),
    .systemLibrary(name: "CLinux", path: "Sources/System/CLinux"),
    .systemLibrary(name: "CPostgres", path: "Sources/System/CPostgres"),
    // What must be C because a signal handler runs it.
    .target(name: "CTerminalGuard", path: "Sources/System/CTerminalGuard"),

    // What client and server both know.
    module("Shared", "Primitives"),
    module("Shared", "Files"),
    module("Shared", "Vocabulary", ["Primitives"]),
    module("Shared", "XP", ["Primitives"]),
    module("Shared", "Wire", ["Primitives", "Vocabulary", "XP"]),
    module("Shared", "KeyPinning", ["Wire", asn1, crypto, cryptoExtras]),
    module("Shared", "QRCode"),
    .target(name: "CAssets", path: "Sources/Shared/CAssets"),
    module("Shared", "Assets", ["CAssets"]),

    // The pupil's program.
    module("Client", "Screen"),
    module("Client", "Languages", ["Primitives", "Vocabulary", "XP", "Wire"]),
    module("Client", "Game", ["Primitives", "Vocabulary", "XP", "Wire", "Languages", "Screen"]),
    module("Client", "Classboard", ["Primitives", "XP", "Wire", "Languages", "Game", "Screen"]),
    module(
      "Client", "Views",
      ["Primitives", "Vocabulary", "XP", "Wire", "QRCode", "Languages", "Game", "Classboard", "Screen"]),
    module("Client", "Terminal", ["CNcurses", "CTerminalGuard", "Languages", "Screen"]),
    module("Client", "Outbox", ["Primitives", "Files", "XP", "Assets", "Languages", "CLinux", grdb, crypto]),
    module("Client", "Transport", ["Primitives", "Wire", "Languages", "CCurl"]),
    module("Client", "Sync", ["Primitives", "Vocabulary", "XP", "Wire", "Languages", "Outbox", "Transport"]),
    module("Client", "Tracking", ["Primitives", "XP", "Wire", "Languages", "Outbox", "Sync"]),
    module(
      "Client", "Profile",
      [
        "Primitives", "Files", "Vocabulary", "XP", "Wire", "Assets", "Languages", "Game", "Outbox",
        "Transport", "Sync",
        "Tracking", "KeyPinning",
      ]),
    module(
      "Client", "TeacherClient",
      ["Primitives", "Files", "Vocabulary", "Wire", "Languages", "Game", "Views", "Transport", "Profile"]),
    module(
      "Client", "GameShell",
      [
        "Primitives", "Files", "Vocabulary", "XP", "Wire", "Languages", "Game", "Classboard", "Screen",
        "Views",
        "Terminal",
        "Outbox", "Transport", "Sync", "Tracking", "Profile", "CLinux",
      ]),
    module(
      "Client", "Demo",
      [
        "Primitives", "Files", "XP", "Wire", "Languages", "Game", "Classboard", "Screen", "Views", "Terminal",
        "Outbox",
        "Transport", "Sync", "Tracking", "Profile", "TeacherClient", "GameShell", "CLinux",
      ]),
    executable(
      "Client", "glosa",
      [
        "Primitives", "Files", "Vocabulary", "XP", "Wire", "QRCode", "Assets", "Languages", "Game",
        "Classboard", "Screen",
        "Views", "Outbox", "Transport", "Sync", "Profile", "TeacherClient", "GameShell", "Demo", arguments,
      ]),

    // The server.
    module("Server", "Store", ["Primitives", "XP", crypto]),
    module("Server", "SQLiteStore", ["Primitives", "Files", "XP", "Store", "Assets", grdb]),
    module("Server", "PostgresStore", ["Primitives", "XP", "Store", "Assets", "CPostgres", logging]),
    module(
      "Server", "API",
      [
        "Primitives", "Files", "Vocabulary", "XP", "Wire", "KeyPinning", "QRCode", "Assets", "Store",
        hummingbird, crypto,
        cryptoExtras, certificates, asn1, tls, logging, metrics, lifecycle, signals,
      ]),
    executable(
      "Server", "glosa-server",
      [
        "Primitives", "Files", "Wire", "KeyPinning", "Store", "SQLiteStore", "PostgresStore", "API",
        arguments,
        logging, lifecycle,
        hummingbird,
      ]),

    executable(
      "Tools", "glosa-bench",
      [
        "Primitives", "Files", "XP", "Wire", "Languages", "Outbox", "Transport", "Sync", "Tracking",
        "TestSupport", "Simulation", "Vocabulary", "Assets",
        "CLinux",
        arguments,
        crypto, grdb, nio, embedded, nioTLS, tls,
      ]),

    // The proof.
    .target(
      name: "TestSupport", dependencies: ["Primitives", "Wire", "Languages", "Outbox", "Transport", "Sync"],
      path: "Tests/Support",
      swiftSettings: settings),
    .target(name: "TestScopes", path: "Tests/Scopes", swiftSettings: settings),
    tests(
      "Shared",
      ["Primitives", "Files", "Vocabulary", "XP", "Wire", "QRCode", "KeyPinning", "Assets", "TestSupport"]),
    tests(
      "Client",
      [
        "Primitives", "Files", "Vocabulary", "XP", "Wire", "QRCode", "Assets", "Languages", "Game",
        "Classboard", "Screen",
        "Views", "Terminal", "Outbox", "Transport", "Sync", "Tracking", "Profile", "TeacherClient",
        "GameShell",
        "Demo", "TestSupport", grdb,
      ]),
    tests(
      "Server",
      [
        "Primitives", "Vocabulary", "XP", "Wire", "QRCode", "Assets", "Store", "SQLiteStore", "PostgresStore",
        "API", "KeyPinning", "TestSupport", hummingbird, metrics, logging, lifecycle, grdb, yaml,
      ]),
    // Stands before libc's calls of the file system in the programs that it is linked to.
    .target(name: "CSimulatedDisk", path: "Tests/Simulation/CSimulatedDisk"),
    .target(
      name: "Simulation",
      dependencies: [
        "CSimulatedDisk",
        "Primitives", "XP", "Wire", "Languages", "Outbox", "Transport", "Sync", "Tracking", "Store",
        "SQLiteStore", "API", "TestSupport", logging, grdb,
      ], path: "Tests/Simulation/World", swiftSettings: settings),
    .testTarget(
      name: "SimulationTests",
      dependencies: [
        "Primitives", "Files", "Outbox", "Simulation", "TestSupport", "TestScopes", grdb,
      ],
      path: "Tests/Simulation/Tests", swiftSettings: settings),
    tests(
      "EndToEnd",
      [
        "Primitives", "Vocabulary", "XP", "Wire", "KeyPinning", "Languages", "Outbox", "Transport", "Sync",
        "Tracking",
        "TestSupport",
      ],
      // Compiled by the tests, which preload it into the programs that they run.
      but: ["WrongClock.c"]),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .c2x
)
