/// Taking apart an answer in which several are typed.
enum AnswerParts {
  /// The words that stand between two answers, whatever the language: pupils write them in their own too.
  private static let everywhere: Set = ["or", "eller", "oder", "ou", "o"]
  /// Those that are another word elsewhere: Dutch `of`, say.
  private static let byLanguage: [Substring: Set<String>] = [
    "es": ["u", "ó"], "it": ["oppure", "od"], "nl": ["of"],
  ]

  /// The answers between commas, semicolons and slashes outside parentheses; a slash between little words binds its
  /// neighbours, as in what is listed.
  static func split(_ typed: String) -> [String] {
    Alternatives.split(typed).flatMap(Alternatives.splitAtCommas).flatMap(Alternatives.slashReadings)
  }

  /// The answers before, in and behind parentheses and between words such as `or`.
  static func splitFurther(_ part: String, language: String) -> [String] {
    let text = part.map { $0 == "(" || $0 == ")" ? ";" : $0 }
    let words = everywhere.union(byLanguage[language.prefix { $0 != "-" }] ?? [])
    return split(String(text)).flatMap { splitAtWords($0, words) }
  }

  private static func splitAtWords(_ text: String, _ words: Set<String>) -> [String] {
    var parts: [[Substring]] = [[]]
    for word in text.split(separator: " ") {
      if words.contains(word.lowercased()) {
        parts.append([])
      } else {
        parts[parts.count - 1].append(word)
      }
    }
    return parts.filter { !$0.isEmpty }.map { $0.joined(separator: " ") }
  }
}
