/// What a good teacher says to an answer.
package enum Verdict: Hashable, Sendable {
  case right
  /// One slip away from that answer: half the points.
  case almost(answer: String, slip: Slip)
  case wrong(answer: String)
  /// The pupil gave no answer.
  case gaveUp(answer: String)

  /// True where the word counts as known: right or almost.
  package var isAccepted: Bool {
    switch self {
    case .right, .almost: true
    case .wrong, .gaveUp: false
    }
  }
}

/// The one thing wrong with an answer that is almost right.
package enum Slip: Hashable, Sendable {
  /// A character of the answer was left out.
  case missing(Character)
  /// A character too many was typed.
  case extra(Character)
  /// Another character was typed than the answer has.
  case replaced(typed: Character, right: Character)
  /// Two neighbours changed places; given in the right order.
  case swapped(Character, Character)
  /// The wrong article was typed: `ett` for `en`, `a` for `an`. It is another gender's, or another form of the right one.
  case article(typed: String, right: String, isGender: Bool)
  /// An article before a word that has none: an adjective, or what cannot be counted.
  case needlessArticle(String)
  /// The mark of the infinitive before another form of a verb.
  case infinitiveMark(String)
  /// Another little word than the right one before the answer, one too many, or none where there has to be one.
  case functionWord(typed: String?, right: String?)
  /// Letters without their accents, dots or rings.
  case accents
  /// The plural for the singular.
  case plural
  /// The singular for the plural.
  case singular
  /// The definite form for the indefinite one.
  case definite
  /// The indefinite form for the definite one.
  case indefinite
  /// Another gender's form, or the plural, of an adjective.
  case genderForm
  case missingApostrophe
  /// One word typed as two.
  case split
  /// A space where none is, or none where one is.
  case spacing
}
