import Classboard
package import Wire

/// What is said of how pupils join, on the board and by the teacher's commands.
package enum InvitationPhrases {
  /// What a pupil types, in the pieces that it may be broken between.
  static func pieces(_ line: JoinLine) -> [String] {
    ["glosa join", line.address, line.code.description] + (line.allowsPlain ? ["--insecure"] : [])
  }

  static func title(_ schoolClass: SchoolClass) -> String { "Join \(schoolClass.name)" }

  static let howToType = "One line, typed in a terminal."
  static let whatIsTheSame = "Capitals and dashes don’t matter; O is 0, and I and L are 1."
  static let sameAsPicture = "The picture holds the same line."

  /// What stands before the other addresses that the server has.
  package static let othersTitle = "Where that address is not reached:"

  /// That a class takes nobody new, and what changes it.
  package static func closed(_ schoolClass: SchoolClass) -> [String] {
    [
      "\(schoolClass.name) takes nobody new at the moment.",
      "Let pupils in again with: glosa class open \(schoolClass.code)",
    ]
  }

  /// That nobody but this computer reaches the server, and what changes it.
  package static let loopback = [
    "Only this computer reaches the server.",
    "Others do once it is started with: glosa serve --tls --listen 0.0.0.0:8420",
  ]

  /// What stands before a line that leads to the server on its own computer alone.
  package static let onThisComputer = "On this computer:"

  /// That nobody reaches the server because its computer has no network.
  package static let noNetwork = "This computer has no network just now, so pupils cannot reach it."
  static let lineAppears = "The line appears here as soon as it has one."

  /// The command that says the line later.
  package static func askAgain(_ schoolClass: SchoolClass) -> String {
    "As soon as it has one, the line is told by: glosa class show \(schoolClass.code)"
  }

  static func joined(_ count: Int) -> [String] {
    switch count {
    case 0: ["Nobody has joined yet", "nobody yet"]
    case 1: ["1 pupil has joined", "1 joined"]
    default: ["\(count) pupils have joined", "\(count) joined"]
    }
  }
}
