import Glibc

/// Where Glosa keeps what, after the XDG Base Directory Specification: another `XDG_DATA_HOME`, `XDG_CONFIG_HOME` and
/// `XDG_STATE_HOME` is another computer.
package struct Directories: Hashable, Sendable {
  /// Outbox, profile, the pupil's own word sets, and the embedded server's database.
  package let data: String
  /// True where `XDG_DATA_HOME` names it, and it is not just where the home folder is.
  let isDataChosen: Bool
  /// The account of the joined class, the teacher's server.
  package let configuration: String
  /// Where the journal goes while the outbox cannot be opened.
  let state: String
  /// The same where even that is read-only; gone after a reboot at the latest.
  let runtime: String

  /// Where another of the user's sessions may have left a journal.
  let otherJournals: [String]

  /// The directories that an environment names; relative paths are ignored, as the specification asks.
  ///
  /// - Parameter sharesUser: False for a computer of its own, which takes nothing from other sessions of this user.
  package init(environment: [String: String], sharesUser: Bool = false) {
    func directory(_ variable: String, orHome fallback: String) -> String {
      if let path = environment[variable], path.hasPrefix("/") { return path + "/glosa" }
      return (environment["HOME"] ?? "/nonexistent") + "/" + fallback + "/glosa"
    }
    data = directory("XDG_DATA_HOME", orHome: ".local/share")
    isDataChosen = environment["XDG_DATA_HOME"]?.hasPrefix("/") ?? false
    configuration = directory("XDG_CONFIG_HOME", orHome: ".config")
    state = directory("XDG_STATE_HOME", orHome: ".local/state")
    otherJournals = sharesUser ? [Self.withoutSession] : []
    if let path = environment["XDG_RUNTIME_DIR"], path.hasPrefix("/") {
      runtime = path + "/glosa"
    } else {
      runtime = Self.withoutSession
    }
  }

  /// The run-time directory of a session that has none: `su`, cron, ssh without PAM.
  private static let withoutSession = "/var/tmp/glosa-\(getuid())"

  /// The directories of this process.
  package static let current = Directories(environment: processEnvironment, sharesUser: true)

  /// Where the outbox's journal may go, best first.
  var journals: [String] { [state, runtime] }

  /// The pupil's own word sets.
  package var sets: String { data + "/sets" }

  /// The word sets that servers gave, a folder for each student.
  var classroom: String { data + "/classroom" }
}

/// The environment of this process, read once.
package let processEnvironment: [String: String] = {
  var variables: [String: String] = [:]
  var entry = environ
  while let pointer = entry.pointee {
    let text = String(cString: pointer)
    if let mark = text.firstIndex(of: "=") {
      variables[String(text[..<mark])] = String(text[text.index(after: mark)...])
    }
    entry += 1
  }
  return variables
}()
