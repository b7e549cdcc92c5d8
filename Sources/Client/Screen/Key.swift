/// A key as a person pressed it, whatever bytes the terminal sent for it.
package enum Key: Hashable, Sendable {
  /// A printable character, combining marks included.
  case character(Character)
  case enter, escape, tab, backTab, backspace, delete
  case left, right, up, down, home, end, pageUp, pageDown
  /// Ctrl with a letter, in lower case: `.control("w")`.
  case control(Character)
  /// F1 is `.function(1)`.
  case function(Int)
}
