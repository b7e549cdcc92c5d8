/// Which column of a table is what.
struct ColumnPlan: Hashable {
  var term = 0
  var translation = 1
  var example: Int? = 2
  /// The language of the terms, where a column is named after it.
  var from: String?
  /// The language of the translations, where a column is named after it.
  var to: String?
  /// What the columns are called; empty where the table names none.
  var names: [String] = []

  /// Word, translation, example: a table without a line of names.
  static let usual = ColumnPlan()

  init() {}

  /// The plan that a line of names gives; nil where the line is rather a word and its translation.
  ///
  /// A word set about school may well begin with `ord` and `word`, one about languages with `svenska` and `Swedish`: both
  /// say the same in two languages. Names say two different things.
  init?(names cells: [String]) {
    let meanings = cells.map(Meaning.init(name:))
    let term = meanings.firstIndex(of: .term)
    let translation = meanings.firstIndex(of: .translation)
    let languages = meanings.enumerated().compactMap { column, meaning in
      if case .language(let tag) = meaning { (column: column, tag: tag) } else { nil }
    }
    if let term, let translation {
      (self.term, self.translation) = (term, translation)
    } else if let term, let language = languages.first {
      (self.term, self.translation, to) = (term, language.column, language.tag)
    } else if let translation, let language = languages.first {
      (self.term, self.translation, from) = (language.column, translation, language.tag)
    } else if let first = languages.first, let second = languages.first(where: { $0.tag != first.tag }) {
      (self.term, self.translation, from, to) = (first.column, second.column, first.tag, second.tag)
    } else {
      return nil
    }
    example = meanings.firstIndex(of: .example)
    names = cells
  }

  /// What a column is called in messages.
  func name(of column: Int) -> String {
    let name = column < names.count ? Alternatives.trimmed(names[column][...]) : ""
    return name.isEmpty ? "column \(column + 1)" : name
  }

  /// The columns that a word is made of.
  var used: [Int] { [term, translation] + (example.map { [$0] } ?? []) }
}

/// What the name of a column says about it.
private enum Meaning: Hashable {
  case term
  case translation
  case example
  /// The column of a language, as a tag of BCP 47.
  case language(String)
  case unknown

  private static let terms: Set<String> = [
    "term", "terms", "word", "words", "ord", "orden", "glosa", "glosor", "begrepp", "front", "framsida",
    "question",
    "fråga", "uppslagsord", "vocabulary",
  ]
  private static let translations: Set<String> = [
    "translation", "translations", "översättning", "översättningar", "definition", "definitions", "meaning",
    "betydelse", "back", "baksida", "answer", "svar", "förklaring",
  ]
  private static let examples: Set<String> = [
    "example", "examples", "exempel", "exempelmening", "sentence", "mening", "example sentence",
  ]
  private static let languages: [String: String] = [
    "swedish": "sv", "svenska": "sv", "sv": "sv", "english": "en", "engelska": "en", "en": "en", "eng": "en",
    "german": "de", "tyska": "de", "deutsch": "de", "de": "de", "french": "fr", "franska": "fr",
    "français": "fr",
    "fr": "fr", "spanish": "es", "spanska": "es", "español": "es", "es": "es", "italian": "it",
    "italienska": "it",
    "italiano": "it", "it": "it", "finnish": "fi", "finska": "fi", "suomi": "fi", "fi": "fi",
    "norwegian": "no",
    "norska": "no", "norsk": "no", "no": "no", "danish": "da", "danska": "da", "dansk": "da", "da": "da",
    "dutch": "nl", "nederländska": "nl", "nederlands": "nl", "nl": "nl", "polish": "pl", "polska": "pl",
    "polski": "pl", "pl": "pl", "russian": "ru", "ryska": "ru", "русский": "ru", "ru": "ru",
    "ukrainian": "uk",
    "ukrainska": "uk", "українська": "uk", "uk": "uk", "arabic": "ar", "arabiska": "ar", "العربية": "ar",
    "ar": "ar",
    "somali": "so", "somaliska": "so", "soomaali": "so", "persian": "fa", "persiska": "fa", "turkish": "tr",
    "turkiska": "tr", "türkçe": "tr", "japanese": "ja", "japanska": "ja", "日本語": "ja", "chinese": "zh",
    "kinesiska": "zh", "中文": "zh", "latin": "la",
  ]

  init(name: String) {
    let folded = Alternatives.trimmed(name[...]).lowercased()
    if Self.terms.contains(folded) {
      self = .term
    } else if Self.translations.contains(folded) {
      self = .translation
    } else if Self.examples.contains(folded) {
      self = .example
    } else if let tag = Self.languages[folded] {
      self = .language(tag)
    } else {
      self = .unknown
    }
  }
}
