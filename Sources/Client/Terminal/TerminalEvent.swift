package import Screen

/// What came from the terminal.
package enum TerminalEvent: Hashable, Sendable {
  /// A key was pressed; the wheel of the mouse counts as up and down.
  case key(Key)
  /// Text was pasted, at most `Terminal.maximumPaste` bytes of it.
  case pasted(String)
  /// The left button of the mouse went down on a cell, counted from 0 at the upper left.
  case mousePressed(column: Int, row: Int)
  /// The window has another size now.
  case resized(Size)
  /// The window got or lost the keyboard, where the terminal tells.
  case focusGained, focusLost
  /// Ctrl-Z, or SIGTSTP from outside: save what is to be saved, then call `Terminal.suspend()`.
  case suspend
  /// The program runs again after it was stopped; the next frame is painted whole.
  case resumed
  /// The terminal is gone: nobody will type again and nothing can be shown.
  case hungUp
}
