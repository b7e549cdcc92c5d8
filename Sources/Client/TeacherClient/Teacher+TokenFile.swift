import Files
import Languages
import Primitives
package import Profile
import Transport
import Wire

extension Teacher {
  /// The teacher whose token is in a file, at a server that proves itself by what stands behind the token.
  ///
  /// - Parameters:
  ///   - authorities: A file with the certificates of those that vouch for the server; nil for what the token file says, or
  ///     else the system's.
  ///   - warn: Is told a sentence where others can read what is sent.
  package init(
    at address: String, tokenFile file: String, authorities: String? = nil, warn: (String) -> Void
  ) throws(CommandFailure) {
    let text: String
    do {
      text = try Files.readText(file)
    } catch {
      throw CommandFailure(.notAllowed, Spoken.language.tokenFileUnreadable(error.spoken))
    }
    let lines = text.split(whereSeparator: \.isNewline).map(String.init).filter {
      !$0.allSatisfy(\.isWhitespace)
    }
    guard let token = lines.first else {
      throw CommandFailure(.notAllowed, Spoken.language.noToken(in: file))
    }
    let place = try Self.place(address, lines.dropFirst(), authorities: authorities)
    if (try? ServerURL(place.address))?.isReadableByOthers == true {
      warn(Spoken.language.readableByOthersForTeacher)
    }
    let ledger = TeacherLedger(tokenFile: file, token: token)
    let transport = TeacherTransport()
    if let known = ledger.known {
      self.init(connection: try ServerConnection(place, token: token, of: known, transport: transport))
      return
    }
    let found = try ServerConnection(place, token: nil, transport: transport).identity()
    self.init(connection: try ServerConnection(place, token: token, of: found, transport: transport))
    if let found {
      // Only the token's own ledger knows it.
      try connection.ask(.me)
      ledger.keep(found)
    }
  }

  private static func place(
    _ address: String, _ lines: some Collection<String>, authorities: String?
  ) throws(CommandFailure) -> ServerPlace {
    func pin(_ word: String) -> KeyPin? {
      lines.lazy.compactMap { $0.hasPrefix(word + " ") ? KeyPin($0.dropFirst(word.count + 1)) : nil }.first
    }
    let (pin, pinHere) = (pin(TokenFile.pin), pin(TokenFile.pinHere))
    let hasTLS = pin != nil || pinHere != nil || authorities != nil
    var directions = ServerDirections(address: address, authorities: authorities, allowsPlain: !hasTLS)
    let isHere =
      (try? ServerURL(address, assuming: "https")).map { ServerAddress.isLoopback($0.host) } ?? false
    if authorities == nil, let key = pin ?? (isHere ? pinHere : nil) {
      directions.known = ServerPlace("https://127.0.0.1", trust: .key(key))
    }
    return try directions.place()
  }
}
