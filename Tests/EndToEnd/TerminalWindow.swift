import Foundation

/// A real terminal: a tmux server of its own with one window, in which a program runs.
final class TerminalWindow {
  private let socket = "glosa-test-" + UUID().uuidString.lowercased()
  private let environment: [String: String]

  /// Opens a window and starts the program in it.
  init(_ command: [String], columns: Int = 80, rows: Int = 24, environment: [String: String]) throws {
    self.environment = environment
    let quoted = command.map { "'" + $0.replacingOccurrences(of: "'", with: "'\\''") + "'" }.joined(separator: " ")
    _ = try tmux(
      "-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "exec " + quoted)
    _ = try tmux("set-option", "-g", "remain-on-exit", "on")
    _ = try tmux("set-option", "-g", "escape-time", "0")
  }

  deinit { _ = try? tmux("kill-server") }

  /// The screen as text.
  var screen: String { (try? tmux("capture-pane", "-p").output) ?? "" }

  /// The process in the window.
  var process: Int32 {
    Int32((try? tmux("list-panes", "-F", "#{pane_pid}").output)?.trimmingCharacters(in: .whitespacesAndNewlines) ?? "")
      ?? 0
  }

  /// True once the program in the window has ended.
  var isOver: Bool {
    ((try? tmux("list-panes", "-F", "#{pane_dead}").output) ?? "1").hasPrefix("1")
  }

  /// The exit status after the end.
  var exitStatus: Int? {
    Int((try? tmux("list-panes", "-F", "#{pane_dead_status}").output)?.trimmingCharacters(in: .whitespacesAndNewlines) ?? "")
  }

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
