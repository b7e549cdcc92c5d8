/// What the judge knows of a language's little words.
struct Grammar: Sendable {
  /// A word before a noun or verb that an answer may leave out, or have of its own.
  enum Kind: Hashable, Sendable {
    case definiteArticle(Gender)
    case indefiniteArticle(Gender)
    /// The mark of the infinitive: `att`, `to`.
    case infinitiveMark
    /// The subject of a verb form.
    case pronoun
    /// Any other word that stands before nouns or verbs and says nothing by itself: `my`, `some`, `sich`.
    case determiner
  }

  /// The words that stand before another one, each with what it is there.
  let leads: [String: Kind]
  /// Endings of articles and the like that are one with the next word: `l'`.
  let elisions: [String: Kind]
  /// Letters that are an article where a word begins with them: `ال`.
  let attached: [String]
  /// Words that never are an answer by themselves within a longer one: articles, pronouns, prepositions.
  let functionWords: Set<String>
  /// True where a subject pronoun may be left out: `yo soy`, `soy`.
  let dropsPronouns: Bool
  /// True where a word typed as two is a fault.
  let joinsCompounds: Bool
  /// True where nouns begin with a capital.
  let capitalizesNouns: Bool
  /// How adjectives that look like nothing else end.
  let adjectiveEndings: [String]
  /// How past forms of verbs end.
  let pastEndings: [String]
  /// Past forms that have other endings.
  let pastForms: Set<String>
  let inflections: Inflections
  /// Short forms and what they stand for.
  let contractions: [String: String]

  /// The grammar of the language of a tag such as `sv` or `pt-br`.
  static func of(_ tag: String) -> Grammar {
    known[String(tag.prefix { $0 != "-" && $0 != "_" })] ?? none
  }

  /// The kind of a word that a mark in braces names: `en`, `la`, `m`; nil for others.
  func gender(mark: String) -> Gender? {
    switch leads[mark] {
    case .definiteArticle(let gender), .indefiniteArticle(let gender): gender
    default: Gender(mark: mark)
    }
  }

  /// The indefinite article of a gender.
  func indefiniteArticle(of gender: Gender) -> String? {
    leads.filter { entry in
      if case .indefiniteArticle(let own) = entry.value { !own.isDisjoint(with: gender) } else { false }
    }
    .keys.min { ($0.count, $0) < ($1.count, $1) }
  }

  /// True where a word is an adjective by its ending.
  func isAdjective(_ word: String) -> Bool {
    word.count >= Self.adjectiveLength && adjectiveEndings.contains { word.hasSuffix($0) }
  }

  /// True for what is the past form of a verb, by its ending.
  func isPast(_ word: String) -> Bool {
    pastForms.contains(word)
      || word.count >= Self.pastLength && pastEndings.contains { word.hasSuffix($0) }
  }

  private static let adjectiveLength = 5
  private static let pastLength = 4

  /// The function words of all languages known here.
  static let allFunctionWords: Set<String> = known.values.reduce(into: []) { $0.formUnion($1.functionWords) }

  private static let none = Grammar(GrammarTable(), inflections: Inflections(""))

  private static let known: [String: Grammar] = GrammarTable.all.reduce(into: [:]) { known, entry in
    let grammar = Grammar(entry.value, inflections: Inflections(InflectionTable.all[entry.key] ?? ""))
    for code in entry.key.split(separator: " ") { known[String(code)] = grammar }
  }

  private init(_ table: GrammarTable, inflections: Inflections) {
    var leads: [String: Kind] = [:]
    var elisions: [String: Kind] = [:]
    func add(_ words: String, _ kind: (Gender) -> Kind) {
      for entry in words.split(separator: " ") {
        let parts = entry.split(separator: ":")
        let gender = parts.count > 1 ? Self.gender(parts[1]) : []
        if parts[0].hasSuffix("'") {
          elisions[String(parts[0])] = kind(gender)
        } else {
          leads[String(parts[0])] = kind(gender)
        }
      }
    }
    add(table.determiners) { _ in .determiner }
    add(table.pronouns) { _ in .pronoun }
    add(table.infinitiveMarks) { _ in .infinitiveMark }
    add(table.indefiniteArticles) { .indefiniteArticle($0) }
    add(table.definiteArticles) { .definiteArticle($0) }
    self.leads = leads
    self.elisions = elisions
    attached = table.attached.split(separator: " ").map(String.init)
    functionWords = Set(leads.keys).union(table.others.split(separator: " ").map(String.init))
    dropsPronouns = table.dropsPronouns
    joinsCompounds = table.joinsCompounds
    capitalizesNouns = table.capitalizesNouns
    adjectiveEndings = table.adjectiveEndings.split(separator: " ").map(String.init)
    pastEndings = table.pastEndings.split(separator: " ").map(String.init)
    pastForms = Set(table.pastForms.split(separator: " ").map(String.init))
    self.inflections = inflections
    contractions = table.contractions
  }

  /// The genders that several letters name.
  private static func gender(_ letters: Substring) -> Gender {
    letters.reduce(into: []) { $0.formUnion(Gender(mark: String($1)) ?? []) }
  }
}
