package import Screen
package import Terminal

/// The terminal as the loops use it: keys and signals come in, frames go out.
package protocol TerminalDevice: AnyObject {
  /// Readable when `read()` has something to say.
  var descriptor: Int32 { get }
  /// How many cells there are now.
  var size: Size { get }
  /// The characters that it can show.
  var glyphSet: GlyphSet { get }

  /// Everything that happened since the last call, in order. Waits for nothing.
  func read() -> [TerminalEvent]

  /// Shows a frame; `cursor` is where the cursor stands, nil hides it.
  func show(_ screen: Screen, cursor: (column: Int, row: Int)?)

  func ring()

  /// Gives the terminal back and stops the program until the shell continues it.
  func suspend()
}

extension Terminal: TerminalDevice {}
