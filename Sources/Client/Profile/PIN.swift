import Files
import Wire

/// PINs, as a person gives them or the computer makes them.
package enum PIN {
  /// The first line of a file, without white space.
  package static func inFile(_ path: String) throws(CommandFailure) -> String {
    let text: String
    do {
      text = try Files.readText(path)
    } catch {
      throw CommandFailure(.badInput, error.spoken)
    }
    let line = text.split(whereSeparator: \.isNewline).first ?? ""
    return String(line.filter { !$0.isWhitespace })
  }

  /// Six random digits.
  package static func made() -> String {
    var generator = SystemRandomNumberGenerator()
    return String((0..<6).map { _ in Character("\(Int.random(in: 0...9, using: &generator))") })
  }
}
