import CNcurses
import CTerminalGuard

/// What brings the terminal back when nobody else can: the crash signals, and the capture of standard error, which
/// must not write across the screen and must not be lost either.
///
/// This is the one file that calls the shim's functions on the rescue state; see there.
enum Rescue {
  /// Remembers the settings that a terminal has now.
  static func rememberSettings(of terminal: Int32) { glosa_remember_settings(terminal) }

  /// Remembers how to undo what is sent to the terminal.
  static func rememberUndoing(_ sequence: [UInt8]) {
    sequence.withUnsafeBytes { bytes in
      guard let start = bytes.bindMemory(to: CChar.self).baseAddress else { return }
      glosa_remember_sequence(start, bytes.count)
    }
  }

  /// From here on signals write their number to `pipe`, and crashes pass through the rescue.
  static func installHandlers(waking pipe: Int32) { glosa_install_handlers(pipe) }

  static func removeHandlers() { glosa_remove_handlers() }

  /// Says whether the screen is ours, so that a crash must give it back.
  static func arm(_ isArmed: Bool) { glosa_arm(isArmed) }

  /// Puts the settings back and nothing else.
  static func restoreSettings() { glosa_restore_settings() }

  static func captureStandardError() { glosa_capture_standard_error() }

  /// Standard error goes where it went before, and first gets what was written to it meanwhile.
  static func releaseStandardError() { glosa_release_standard_error() }
}
