import Glibc

/// Lines out: results on standard output, progress on standard error.
enum Console {
  /// Text on standard output, with a line end.
  static func say(_ text: String) {
    print(text)
    // Into a file or pipe it would wait for more, and be lost with a program that is ended before.
    fflush(nil)
  }

  /// A line of progress on standard error.
  static func tell(_ line: String) { complain("glosa-bench: \(line)\n") }

  private static func complain(_ text: String) {
    let bytes = Array(text.utf8)
    // Progress that can't be told is no reason to stop.
    _ = write(STDERR_FILENO, bytes, bytes.count)
  }
}

/// Why a measurement could not be made, or proved the program wrong: a sentence.
struct BenchmarkError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
