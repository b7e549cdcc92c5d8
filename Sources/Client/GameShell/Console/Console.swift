import Files
import Glibc
import Languages
import Profile
import Screen
import Synchronization
import Terminal
package import Views

/// Lines out and in, without buffering surprises: every line is written when it is said.
package enum Console {
  /// A line on standard output. A reader that went away ends the program quietly, as it ends any tool in a pipe.
  package static func say(_ line: String) { write(line + "\n", to: STDOUT_FILENO) }

  /// Text on standard output without a line end, for a question.
  package static func ask(_ question: String) { write(question, to: STDOUT_FILENO) }

  /// A file's bytes on standard output, as they are; on a terminal without anything that could command it.
  package static func hand(_ bytes: [UInt8]) {
    if isatty(STDOUT_FILENO) == 1 {
      write(String(decoding: bytes.filter { $0 != UInt8(ascii: "\r") }, as: UTF8.self), to: STDOUT_FILENO)
    } else {
      write(bytes[...], to: STDOUT_FILENO)
    }
  }

  /// The columns of the terminal on standard output; nil where there is none, and lines may be of any length.
  package static var columns: Int? {
    guard isatty(STDOUT_FILENO) == 1 else { return nil }
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// A line on standard output that is bold on a terminal.
  package static func emphasise(_ line: String) {
    guard takesStyles else { return say(line) }
    write("\u{1B}[1m".utf8)
    write(line, to: STDOUT_FILENO)
    write("\u{1B}[0m\n".utf8)
  }

  /// A QR code in the middle of empty lines, dark on light; nothing where standard output is no terminal that can show it.
  package static func show(_ picture: CodePicture) {
    guard takesStyles, let columns, columns >= picture.width, Terminal.localeGlyphSet == .unicode else {
      return
    }
    // Without colours it is dark on light where the terminal is dark.
    let isPlain = processEnvironment["NO_COLOR"]?.isEmpty == false
    let style = isPlain ? "\u{1B}[7m" : "\u{1B}[38;5;16;48;5;231m"
    write("\n".utf8)
    for line in picture.lines { write((style + line + "\u{1B}[0m\n").utf8) }
    write("\n".utf8)
  }

  private static var takesStyles: Bool {
    isatty(STDOUT_FILENO) == 1 && !["", "dumb", "unknown"].contains(processEnvironment["TERM"] ?? "")
  }

  /// The program's own bytes on standard output, escape sequences too.
  private static func write(_ bytes: String.UTF8View) { write(Array(bytes)[...], to: STDOUT_FILENO) }

  /// A line on standard error.
  package static func complain(_ line: String) { write("glosa: \(line)\n", to: STDERR_FILENO) }

  /// True where a person sits at both ends.
  package static var isInteractive: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }

  /// The next line of standard input without its end; nil at the end of input.
  package static func readLine() -> String? { Swift.readLine(strippingNewline: true) }

  /// Asks a question whose answer is yes or no; true for a yes.
  package static func agrees(to question: String) -> Bool {
    ask(Spoken.language.yesOrNo(question))
    return Spoken.language.affirmations.contains(readLine()?.lowercased() ?? "")
  }

  /// What Ctrl-Z types where it does not suspend.
  private static let suspend: Character = "\u{1A}"
  /// How the terminal was before it was told to hide what is typed; nil while it shows it.
  private static let hidden = Mutex<termios?>(nil)

  /// From now on Ctrl-C and other signals end the program at once, whatever it waits for, and the terminal shows again what is
  /// typed. To be called before anything starts a thread.
  package static func endOnSignals() {
    _ = SignalWatch(Signals()) { @Sendable status in
      showTyped()
      say("")
      _exit(status.rawValue)
    }
  }

  /// Lets a body ask for what nobody else is to see: nothing typed is shown meanwhile, and Ctrl-Z does nothing.
  package static func hidingTyped<Answer, Failure: Error>(
    _ body: () throws(Failure) -> Answer
  ) throws(Failure) -> Answer {
    hidden.withLock { hidden in
      var settings = termios()
      guard hidden == nil, tcgetattr(STDIN_FILENO, &settings) == 0 else { return }
      hidden = settings
      settings.c_lflag &= ~tcflag_t(ECHO)
      // A shell that takes over in between would leave the terminal showing what is typed.
      withUnsafeMutableBytes(of: &settings.c_cc) { $0[Int(VSUSP)] = 0 }
      tcsetattr(STDIN_FILENO, TCSADRAIN, &settings)
    }
    defer { showTyped() }
    return try body()
  }

  /// Asks a question whose answer is hidden; nil at the end of input. To be called while what is typed is not shown.
  package static func askHidden(_ question: String) -> String? {
    ask(question)
    defer { say("") }
    return readLine()?.filter { $0 != suspend }
  }

  private static func showTyped() {
    hidden.withLock { hidden in
      guard var settings = hidden else { return }
      tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings)
      hidden = nil
    }
  }

  /// Writes text without anything in it that could command the terminal or turn the text around it: some of it comes from a
  /// server, or from somebody else's file.
  private static func write(_ text: String, to descriptor: Int32) {
    let harmless = text.unicodeScalars.map { scalar -> Unicode.Scalar in
      let isControl = scalar.properties.generalCategory == .control && scalar != "\n" && scalar != "\t"
      return isControl || scalar.properties.isBidiControl ? "\u{FFFD}" : scalar
    }
    write(Array(String(String.UnicodeScalarView(harmless)).utf8)[...], to: descriptor)
  }

  private static func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) {
    try? FileSystem.write(bytes, to: descriptor)
  }
}
