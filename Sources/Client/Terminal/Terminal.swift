import CNcurses
import CTerminalGuard
import Glibc
package import Screen

/// The terminal as the game's own full screen: keys come in, frames go out, and on every way out it is put back as
/// it was.
///
/// One at a time, used from the thread that opened it. While it is open, standard error is kept aside and handed on
/// when it closes; SIGWINCH, SIGCONT, SIGTSTP and the crash signals are handled; SIGINT, SIGTERM and SIGHUP are left
/// to the program, which closes the terminal before it ends.
package final class Terminal {
  /// The most bytes of one paste that are kept.
  package static let maximumPaste = 4096

  /// Readable when `read()` has something to say: for `poll`, together with whatever else the program waits for.
  package let descriptor: Int32
  /// The characters that the terminal can show, by the locale.
  package let glyphSet: GlyphSet
  /// How many cells there are now.
  package internal(set) var size: Size

  /// The characters that a terminal of the user's locale can show.
  package static var localeGlyphSet: GlyphSet { GlyphSet(characterSet: chooseLocale()) }

  let input = STDIN_FILENO
  let wake: (reading: Int32, writing: Int32)
  let paints: [Paint]
  let usesColour: Bool
  var parser: InputParser
  /// What the terminal shows; nil when that is not known.
  var shown: (screen: Screen, cursor: (column: Int, row: Int)?)?
  var isCursorVisible = true
  private var screen: OpaquePointer?

  /// Takes the terminal over. Where that is impossible, nothing was changed or written.
  package init() throws(TerminalError) {
    guard isatty(STDIN_FILENO) == 1 else { throw .notATerminal(.input) }
    guard isatty(STDOUT_FILENO) == 1 else { throw .notATerminal(.output) }
    let type = environment("TERM") ?? ""
    guard !["", "dumb", "unknown"].contains(type) else { throw .unusable(type: type) }
    glyphSet = Self.localeGlyphSet

    guard let pipe = openPipe() else { throw .outOfDescriptors }
    wake = pipe
    descriptor = glosa_either(STDIN_FILENO, pipe.reading)

    Rescue.rememberSettings(of: STDIN_FILENO)
    Rescue.captureStandardError()
    Rescue.arm(true)
    // ncurses takes signals for itself, and ends the program on some; they are not its to take.
    guard let opened = withSignalsKept({ glosa_open_screen() }) else {
      Rescue.arm(false)
      Rescue.releaseStandardError()
      throw .unusable(type: type)
    }
    screen = opened
    Rescue.rememberUndoing(Self.modesOff + Self.leaving())
    Rescue.installHandlers(waking: pipe.writing)

    let scheme = ColourScheme(
      colours: Int(glosa_start_colours()), noColour: environment("NO_COLOR"),
      foregroundAndBackground: environment("COLORFGBG"))
    paints = Style.allCases.map { Paint($0, in: scheme) }
    usesColour = scheme != .monochrome
    if usesColour {
      for (index, paint) in paints.enumerated() {
        init_pair(Int16(index + 1), paint.foreground, paint.background)
      }
    }
    parser = InputParser(readsLatin1: glyphSet == .ascii)
    var (rows, columns): (Int32, Int32) = (0, 0)
    glosa_drawn_size(&rows, &columns)
    size = Size(columns: Int(columns), rows: Int(rows))
    guard glosa_capability("cup") != nil else {
      close()
      throw .unusable(type: type)
    }
    write(Self.modesOn)
  }

  deinit { close() }

  /// Gives the terminal back as it was and hands on what was written to standard error meanwhile. Calling it again
  /// does nothing; nothing else may be called after it.
  package func close() {
    guard let screen else { return }
    self.screen = nil
    giveBack()
    delscreen(screen)
    Rescue.removeHandlers()
    Rescue.releaseStandardError()
    for open in [descriptor, wake.reading, wake.writing] { _ = Glibc.close(open) }
  }

  /// Puts the terminal's settings back from whatever thread, while the one that owns the screen hangs in a terminal that
  /// takes no output: the last thing before the process ends. Nothing is written, for that would hang too.
  package static func abandon() { Rescue.restoreSettings() }

  /// Gives the terminal back, stops the program as the shell expects after Ctrl-Z, and takes the terminal over again
  /// when the shell continues it.
  package func suspend() {
    guard screen != nil else { return }
    giveBack()
    Rescue.releaseStandardError()
    glosa_stop()
    Rescue.captureStandardError()
    takeAgain()
  }

  /// After a stop the shell has changed the terminal: everything is set and painted anew.
  func takeAgain() {
    Rescue.arm(true)
    reset_prog_mode()
    write(Self.modesOn)
    isCursorVisible = true
    updateSize()
    repaint()
  }

  /// Asks the terminal for its size; true when it is another one.
  @discardableResult
  func updateSize() -> Bool {
    var (rows, columns): (Int32, Int32) = (0, 0)
    guard glosa_window_size(STDOUT_FILENO, &rows, &columns) else { return false }
    let now = Size(columns: Int(columns), rows: Int(rows))
    guard now != size else { return false }
    resize_term(rows, columns)
    size = now
    repaint()
    return true
  }

  /// Forgets what the terminal shows: the next frame is sent whole.
  private func repaint() {
    shown = nil
    glosa_repaint()
  }

  private func giveBack() {
    write(Self.modesOff)
    curs_set(1)
    endwin()
    Rescue.arm(false)
  }

  private func write(_ bytes: [UInt8]) {
    _ = bytes.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
  }
}
