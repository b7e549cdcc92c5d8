/// Taking apart an answer in which several are typed.
enum AnswerParts {
  /// The words that stand between two answers, in the languages that are learnt here.
  private static let alternatives: Set = ["or", "eller", "oder", "ou", "o", "u", "ó", "oppure", "of"]

  /// The answers between commas, semicolons and slashes outside parentheses; a slash between little words binds its
  /// neighbours, as in what is listed.
  static func split(_ typed: String) -> [String] {
    Alternatives.split(typed).flatMap(Alternatives.splitAtCommas).flatMap(Alternatives.slashReadings)
  }

  /// The answers before, in and behind parentheses and between words such as `or`.
  static func splitFurther(_ part: String) -> [String] {
    let text = part.map { $0 == "(" || $0 == ")" ? ";" : $0 }
    return split(String(text)).flatMap(splitAtWords)
  }

  private static func splitAtWords(_ text: String) -> [String] {
    var parts: [[Substring]] = [[]]
    for word in text.split(separator: " ") {
      if alternatives.contains(word.lowercased()) {
        parts.append([])
      } else {
        parts[parts.count - 1].append(word)
      }
    }
    return parts.filter { !$0.isEmpty }.map { $0.joined(separator: " ") }
  }
}
