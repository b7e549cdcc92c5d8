import Foundation
import TestSupport

/// A real terminal: a tmux server of its own with one window, in which a program runs.
final class TerminalWindow {
  private let socket = "glosa-test-" + UUID().uuidString.lowercased()
  private let environment: [String: String]

  /// Opens a window and starts the program in it.
  init(_ command: [String], columns: Int = 80, rows: Int = 24, environment: [String: String]) throws {
    self.environment = environment
    let quoted = command.map { "'" + $0.replacingOccurrences(of: "'", with: "'\\''") + "'" }.joined(
      separator: " ")
    // The server that this leaves behind keeps every descriptor it inherits, and Foundation's Process waits for one of
    // its own to close: this one command is spawned without it.
    let variables = environment.map { "\($0.key)=\($0.value)" }
    let started = ChildProgram.run(
      "/usr/bin/env",
      ["-i"] + variables + [
        "/usr/bin/tmux", "-u", "-L", socket, "-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y",
        "\(rows)",
        quoted + "; status=$?; stty -a; printf '\\r\\nENDED %s\\r\\n' $status; exec cat",
      ])
    guard started else { throw ClassroomError(description: "tmux did not start") }
    _ = try tmux("set-option", "-g", "escape-time", "0")
  }

  deinit { close() }

  /// Closes the window, as a person closes theirs: the program loses its terminal.
  func close() { _ = try? tmux("kill-server") }

  /// The screen as text.
  var screen: String { (try? tmux("capture-pane", "-p").output) ?? "" }

  /// The screen as a camera sees it.
  var picture: TerminalPicture {
    TerminalPicture((try? tmux("capture-pane", "-p", "-e", "-N").output) ?? "")
  }

  /// The program in the window; 0 once it has ended.
  var process: Int32 {
    let pane = (try? tmux("list-panes", "-F", "#{pane_pid}").output) ?? ""
    let child = try? Program.run(
      "/usr/bin/pgrep", ["-P", pane.trimmingCharacters(in: .whitespacesAndNewlines), "-x", "glosa"],
      environment: environment)
    return child.flatMap { Int32($0.output.trimmingCharacters(in: .whitespacesAndNewlines)) } ?? 0
  }

  /// The exit status of the program, as the shell says it; nil while it runs.
  var exitStatus: Int? {
    let mark = "ENDED "
    return screen.split(separator: "\n").compactMap { line -> Int? in
      guard let range = line.firstRange(of: mark) else { return nil }
      return Int(line[range.upperBound...].trimmingCharacters(in: .whitespaces))
    }.last
  }

  /// True once the program in the window has ended.
  var isOver: Bool { exitStatus != nil }

  /// Types characters as they are.
  func type(_ text: String) throws { _ = try tmux("send-keys", "-l", text) }

  /// Presses keys by tmux's names: `Enter`, `Escape`, `C-c`.
  func press(_ keys: String...) throws { _ = try tmux(["send-keys"] + keys) }

  func resize(columns: Int, rows: Int) throws {
    _ = try tmux("resize-window", "-x", "\(columns)", "-y", "\(rows)")
  }

  /// Waits until the screen holds that text.
  func shows(_ text: String, within seconds: Double = 15) -> Bool {
    eventually(within: seconds) { screen.contains(text) }
  }

  private func tmux(_ arguments: String...) throws -> Finished { try tmux(arguments) }

  private func tmux(_ arguments: [String]) throws -> Finished {
    try Program.run("/usr/bin/tmux", ["-u", "-L", socket] + arguments, environment: environment)
  }
}
