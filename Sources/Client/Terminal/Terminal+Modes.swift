import CNcurses
import CTerminalGuard
import Glibc
import Screen

extension Terminal {
  /// Mouse presses in the numbering without limits (1006), marks around pastes (2004), focus events (1004).
  static let modesOn = Array("\u{1B}[?1000h\u{1B}[?1006h\u{1B}[?2004h\u{1B}[?1004h".utf8)
  /// Also shows the cursor, which ncurses only does where it believes it hidden.
  static let modesOff = Array("\u{1B}[?1004l\u{1B}[?2004l\u{1B}[?1006l\u{1B}[?1000l\u{1B}[?25h".utf8)

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

/// Names the character set of the user's locale, and sets the one that ncurses draws by.
///
/// Where the locale that the user names is not installed, as on a small system, its character set is still what the
/// user's terminal has. ncurses always draws by UTF-8: elsewhere only ASCII is shown, which is the same in both, and
/// by UTF-8 ncurses does without "repeat this character", which not every terminal that claims it understands.
func chooseLocale() -> String {
  let isInstalled = setlocale(LC_CTYPE, "") != nil
  var characterSet = glosa_character_set().map { String(cString: $0) } ?? ""
  if !isInstalled {
    let name = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(environment).first { !$0.isEmpty } ?? ""
    if let dot = name.firstIndex(of: ".") { characterSet = String(name[dot...].dropFirst()) }
  }
  if GlyphSet(characterSet: characterSet) == .ascii || !isInstalled { setlocale(LC_CTYPE, "C.UTF-8") }
  return characterSet
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
