import CNcurses
import Glibc

extension Terminal {
  /// Mouse presses in the numbering without limits (1006), marks around pastes (2004), focus events (1004).
  static let modesOn = Array("\u{1B}[?1000h\u{1B}[?1006h\u{1B}[?2004h\u{1B}[?1004h".utf8)
  static let modesOff = Array("\u{1B}[?1004l\u{1B}[?2004l\u{1B}[?1006l\u{1B}[?1000l".utf8)

  /// The bytes that leave the full screen, from the terminal's description: plain look, visible cursor, the screen
  /// that was there before.
  static func leaving() -> [UInt8] {
    ["sgr0", "cnorm", "rmcup"].flatMap { (name: String) -> [UInt8] in
      glosa_capability(name).map { withoutPadding(String(cString: $0).utf8) } ?? []
    }
  }

  /// A capability without the pauses, `$<5>`, that only terminals of old need.
  static func withoutPadding(_ capability: String.UTF8View) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = capability[...]
    while let byte = rest.first {
      if rest.starts(with: "$<".utf8), let end = rest.firstIndex(of: UInt8(ascii: ">")) {
        rest = rest[end...].dropFirst()
      } else {
        bytes.append(byte)
        rest = rest.dropFirst()
      }
    }
    return bytes
  }
}

/// Sets the locale's character set for ncurses and names it. Where the locale that the user names is not installed,
/// as on a small system, its character set is still what the user's terminal has.
func chooseLocale() -> String {
  if setlocale(LC_CTYPE, "") == nil {
    let names = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(environment).first { !$0.isEmpty } ?? ""
    let name = names.lowercased()
    let isUTF8 = name.hasSuffix("utf-8") || name.hasSuffix("utf8")
    setlocale(LC_CTYPE, isUTF8 ? "C.UTF-8" : "C")
  }
  return glosa_character_set().map { String(cString: $0) } ?? ""
}

func environment(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }
}

/// A pipe whose ends never block and are not inherited; nil where the process has no descriptors left.
func openPipe() -> (reading: Int32, writing: Int32)? {
  var ends: [Int32] = [0, 0]
  guard pipe(&ends) == 0 else { return nil }
  for end in ends {
    _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    _ = fcntl(end, F_SETFL, O_NONBLOCK)
  }
  return (ends[0], ends[1])
}

/// Does something after which the signals that ncurses takes for itself do again what they did before.
func withSignalsKept<Result>(_ body: () -> Result) -> Result {
  withUnsafeTemporaryAllocation(of: sigaction.self, capacity: 4) { saved in
    glosa_guard_signals(saved.baseAddress, false)
    defer { glosa_guard_signals(saved.baseAddress, true) }
    return body()
  }
}
