/// A text to compare: folded, and the word before it apart.
///
/// Neither spaces and hyphens nor British or American spelling nor short forms as `I'm` make a difference to its letters.
struct AnswerText: Hashable, Sendable {
  struct Lead: Hashable, Sendable {
    let text: String
    let kind: Grammar.Kind
  }

  /// The article, pronoun or the like at the beginning.
  let lead: Lead?
  /// The letters without it.
  let core: [Character]
  /// The letters with it.
  let full: [Character]
  /// The core for finding it in a dictionary.
  let key: String
  /// All as folded.
  let folded: [Character]
  /// Where in the core spaces stand.
  let spaces: [Int]
  /// Where in the core words end, be it at spaces or hyphens.
  let gaps: [Int]

  /// Nil where nothing is left of the text.
  init?(_ text: String, language: String, grammar: Grammar) {
    let folded = Folding.fold(text, language: language)
    guard !folded.isEmpty else { return nil }
    self.folded = folded
    let words = Words(folded, grammar: grammar, hasVariants: language.hasPrefix("en"))
    lead = words.lead
    var core: [Character] = []
    core.reserveCapacity(folded.count)
    var spaces: [Int] = []
    var gaps: [Int] = []
    for (index, word) in words.rest.enumerated() {
      if index > 0 {
        if Self.keepsSpaces(core.last), Self.keepsSpaces(word.letters.first) { core.append(" ") }
        gaps.append(core.count)
        if word.isBehindSpace { spaces.append(core.count) }
      }
      core += word.letters
    }
    guard !core.isEmpty else { return nil }
    self.core = core
    self.spaces = spaces
    self.gaps = gaps
    full = lead.map { $0.text.filter { $0 != "'" && $0 != " " } + core } ?? core
    key = String(core)
  }

  /// Of the Arabic script a space may stand for a sign that joins.
  private static func keepsSpaces(_ character: Character?) -> Bool {
    character?.unicodeScalars.first.map { (0x600..<0x780).contains($0.value) } ?? false
  }

  /// The words of a folded text.
  private struct Words {
    struct Word {
      let letters: [Character]
      let isBehindSpace: Bool
    }

    var lead: Lead?
    var rest: [Word] = []

    init(_ folded: [Character], grammar: Grammar, hasVariants: Bool) {
      var start = 0
      var isBehindSpace = false
      for index in 0...folded.count {
        guard index == folded.count || folded[index] == " " || folded[index] == "-" else { continue }
        if start < index {
          add(folded[start..<index], isBehindSpace: isBehindSpace, grammar: grammar, hasVariants: hasVariants)
          isBehindSpace = false
        }
        if index < folded.count, folded[index] == " " { isBehindSpace = true }
        start = index + 1
      }
      if rest.isEmpty, !folded.isEmpty { rest = [Word(letters: folded, isBehindSpace: false)] }
      splitLead(grammar)
    }

    private mutating func add(
      _ letters: ArraySlice<Character>, isBehindSpace: Bool, grammar: Grammar, hasVariants: Bool
    ) {
      guard hasVariants else {
        rest.append(Word(letters: Array(letters), isBehindSpace: isBehindSpace))
        return
      }
      let text = String(letters)
      guard letters.contains("'"), let long = grammar.contractions[text] else {
        rest.append(
          Word(letters: Array(SpellingVariants.canonical(text)), isBehindSpace: isBehindSpace))
        return
      }
      for (index, word) in long.split(separator: " ").enumerated() {
        rest.append(Word(letters: Array(word), isBehindSpace: index > 0 || isBehindSpace))
      }
    }

    /// Takes the lead off; it stays where nothing would be left.
    private mutating func splitLead(_ grammar: Grammar) {
      guard let first = rest.first else { return }
      let text = String(first.letters)
      if rest.count > 1 {
        if let kind = grammar.leads[text] {
          lead = Lead(text: text, kind: kind)
          rest.removeFirst()
          return
        }
      }
      if let apostrophe = first.letters.firstIndex(of: "'"), apostrophe + 1 < first.letters.count,
        let kind = grammar.elisions[String(first.letters[...apostrophe])]
      {
        take(apostrophe + 1, kind)
      } else if let article = grammar.attached.first(where: { text.hasPrefix($0) }),
        first.letters.count > article.count + 1
      {
        take(article.count, .definiteArticle(.all))
      }
    }

    private mutating func take(_ count: Int, _ kind: Grammar.Kind) {
      let letters = rest[0].letters
      lead = Lead(text: String(letters[..<count]), kind: kind)
      rest[0] = Word(letters: Array(letters[count...]), isBehindSpace: false)
    }
  }
}
