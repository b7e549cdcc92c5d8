extension JoinRequest {
  /// What is wrong with a name or a PIN that a person gave, as far as it shows before the server has its say.
  package enum Problem: Error, Hashable, Sendable {
    case noName
    /// So many characters.
    case longName(Int)
    case noDigits
    /// So many digits.
    case pinLength(Int)
  }

  /// The name that a person typed, without the space around it.
  package static func name(typed: some StringProtocol) throws(Problem) -> String {
    let start = typed.firstIndex { !$0.isWhitespace } ?? typed.endIndex
    let end = typed.lastIndex { !$0.isWhitespace }.map(typed.index(after:)) ?? start
    let name = String(typed[start..<end])
    if name.isEmpty { throw .noName }
    if name.count > Limit.nameLength.upperBound { throw .longName(name.count) }
    return name
  }

  /// The PIN that a person typed; white space is nothing.
  package static func pin(typed: some StringProtocol) throws(Problem) -> String {
    let pin = String(typed.filter { !$0.isWhitespace })
    guard pin.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
      throw .noDigits
    }
    guard Limit.pinLength.contains(pin.utf8.count) else { throw .pinLength(pin.utf8.count) }
    return pin
  }
}
