/// One way to answer rightly, folded and with its article apart.
struct AcceptedForm: Hashable, Sendable {
  /// A word of fewer letters forgives no slip: too many of them are words of their own.
  static let lettersForASlip = 5

  let article: String?
  /// The text without its article.
  let core: [Character]
  /// The text with its article.
  let full: [Character]
  /// The alternative as the teacher wrote it.
  let written: String

  /// The form of a folded text; nil where nothing is left of it.
  init?(folded: [Character], written: String, language: String) {
    guard !folded.isEmpty else { return nil }
    full = folded
    self.written = written
    if let (article, rest) = Article.split(folded, language: language) {
      (self.article, core) = (article, rest)
    } else {
      (article, core) = (nil, folded)
    }
  }

  /// The forms of one alternative, one for each reading of its optional parts.
  static func forms(of alternative: String, language: String) -> [AcceptedForm] {
    var forms: [AcceptedForm] = []
    for reading in Alternatives.readings(of: alternative) {
      guard
        let form = AcceptedForm(
          folded: Folding.fold(reading, language: language), written: alternative, language: language),
        !forms.contains(form)
      else { continue }
      forms.append(form)
    }
    return forms
  }

  /// True where `typed` says the same, an article left out, added or exchanged for an equal one.
  func accepts(_ typed: AcceptedForm) -> Bool {
    if typed.full == full || typed.full == core { return true }
    guard typed.core == core, let typedArticle = typed.article else { return false }
    return article.map { Article.isInterchangeable($0, typedArticle) } ?? true
  }

  /// The one thing that keeps `typed` from being accepted; nil where there is more than one, or too short a word.
  func slip(in typed: AcceptedForm) -> Slip? {
    if let article, let typedArticle = typed.article, typed.core == core {
      return .article(typed: typedArticle, right: article)
    }
    guard core.count(where: \.isLetter) >= Self.lettersForASlip else { return nil }
    if let slip = Slip.between(typed: typed.full, right: full) ?? Slip.between(typed: typed.full, right: core)
    {
      return slip
    }
    guard let typedArticle = typed.article,
      article.map({ Article.isInterchangeable($0, typedArticle) }) ?? true
    else { return nil }
    return Slip.between(typed: typed.core, right: core)
  }
}
