import Wire

/// A pupil's PIN: 4 to 12 digits of ASCII.
struct PIN {
  let text: String

  /// - Throws: `bad_pin` for any other text.
  init(_ text: String) throws(HTTPProblem) {
    guard Limit.pinLength.contains(text.utf8.count),
      text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { throw HTTPProblem(400, Problem.badPIN, "A PIN has 4 to 12 digits.") }
    self.text = text
  }
}
