import CLinux
import GameShell
import Glibc
import Screen
import Terminal
import Testing

/// A terminal whose person reads the screen and answers: each step waits for words on it, and then does something.
final class FakeTerminal: TerminalDevice {
  struct Step {
    /// What stands on the screen by then.
    let seen: String
    /// What the person does, given the screen's lines.
    let does: ([String]) -> [TerminalEvent]
  }

  let descriptor: Int32
  let glyphSet = GlyphSet.unicode
  private(set) var size = Size(columns: 80, rows: 24)
  /// The lines that are shown now.
  private(set) var lines: [String] = []
  private(set) var suspensions = 0
  private(set) var rings = 0
  private var steps: [Step]
  private var events: [TerminalEvent] = []
  /// Ctrl-Z was pressed, and the program has not stopped yet.
  private var isStopping = false

  init(_ steps: Step...) {
    self.steps = steps
    descriptor = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
  }

  deinit { close(descriptor) }

  /// True once every step was taken.
  var isDone: Bool { steps.isEmpty }

  func read() -> [TerminalEvent] {
    var count: UInt64 = 0
    _ = Glibc.read(descriptor, &count, 8)
    defer { events = [] }
    return events
  }

  func show(_ screen: Screen, cursor: (column: Int, row: Int)?) {
    lines = screen.lines
    guard !isStopping, let step = steps.first, lines.contains(where: { $0.contains(step.seen) }) else {
      return
    }
    steps.removeFirst()
    let news = step.does(lines)
    isStopping = news.contains(.suspend)
    happen(news)
  }

  private func happen(_ news: [TerminalEvent]) {
    events += news
    var one: UInt64 = 1
    _ = write(descriptor, &one, 8)
  }

  func ring() { rings += 1 }

  /// Stops, and is continued at once.
  func suspend() {
    suspensions += 1
    isStopping = false
    happen([.resumed])
  }
}

extension FakeTerminal.Step {
  /// Presses keys once those words stand on the screen.
  static func on(_ seen: String, press keys: Key...) -> Self {
    Self(seen: seen) { _ in keys.map { .key($0) } }
  }

  /// Types a line, and Enter.
  static func on(_ seen: String, type text: @escaping ([String]) -> String) -> Self {
    Self(seen: seen) { lines in text(lines).map { .key(.character($0)) } + [.key(.enter)] }
  }

  static func on(_ seen: String, happens event: TerminalEvent) -> Self { Self(seen: seen) { _ in [event] } }
}
