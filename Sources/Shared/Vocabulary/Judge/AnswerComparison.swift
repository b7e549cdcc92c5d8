/// Compares what was typed with one way to answer.
struct AnswerComparison {
  enum Result: Hashable {
    case right
    case almost(Slip)
    case wrong
  }

  /// A word of fewer letters forgives no slip: too many of them are words of their own.
  static let lettersForASlip = 4

  let language: String
  let grammar: Grammar
  let context: WordContext

  /// - Parameter omitsAccents: True where the answer was typed in a way that rightly has no accents.
  func result(_ typed: AnswerText, _ form: AcceptedForm, omitsAccents: Bool) -> Result {
    let result = sameLetters(typed, form) ?? otherLetters(typed, form, omitsAccents: omitsAccents)
    guard form.isPlural else { return result }
    return result == .right ? .almost(.plural) : .wrong
  }

  /// The result for the same letters, whatever stands before them; nil where letters differ.
  private func sameLetters(_ typed: AnswerText, _ form: AcceptedForm) -> Result? {
    let rules = LeadRules(context: context, grammar: grammar, gender: form.gender)
    let listed = form.text
    let fault: Slip?
    if typed.full == listed.full, typed.lead == nil || typed.lead == listed.lead || listed.lead == nil {
      fault = typed.lead == listed.lead ? nil : joined(listed.lead)
    } else if typed.core == listed.core {
      fault = rules.fault(typed: typed.lead, listed: listed.lead)
    } else if typed.full == listed.core {
      fault = rules.fault(typed: nil, listed: listed.lead)
    } else if typed.core == listed.full {
      fault = rules.fault(typed: typed.lead, listed: nil)
    } else {
      return nil
    }
    guard let fault else { return isSplit(typed, listed) ? .almost(.split) : .right }
    return isSplit(typed, listed) ? .wrong : .almost(fault)
  }

  /// What is wrong with an answer that is one with the word before it.
  private func joined(_ lead: AnswerText.Lead?) -> Slip? {
    guard let lead else { return nil }
    return lead.text.hasSuffix("'") ? .missingApostrophe : .spacing
  }

  /// True for a compound typed as two words, of a language in which that is a fault.
  private func isSplit(_ typed: AnswerText, _ listed: AnswerText) -> Bool {
    guard grammar.joinsCompounds, typed.core == listed.core else { return false }
    return typed.spaces.contains { place in
      !listed.gaps.contains(place)
        && !grammar.functionWords.contains(String(typed.core[..<place]))
        && !grammar.functionWords.contains(String(typed.core[place...]))
    }
  }

  private func otherLetters(_ typed: AnswerText, _ form: AcceptedForm, omitsAccents: Bool) -> Result {
    let rules = LeadRules(context: context, grammar: grammar, gender: form.gender)
    let listed = form.text
    if let result = definiteForIndefinite(typed, form) { return result }
    var pairs = [(typed.full, listed.full)]
    if typed.lead != nil || listed.lead != nil {
      if rules.fault(typed: typed.lead, listed: listed.lead) == nil {
        pairs.append((typed.core, listed.core))
      }
      if rules.fault(typed: nil, listed: listed.lead) == nil { pairs.append((typed.full, listed.core)) }
    }
    let isSplit = hasMoreWords(typed, listed)
    for (letters, right) in pairs where !isSplit {
      if omitsAccents, Folding.bare(letters, language: language) == Folding.bare(right, language: language) {
        return .right
      }
      if let slip = accents(letters, right) ?? inflection(letters, right) { return .almost(slip) }
    }
    if hasPluralArticle(typed, listed),
      case .plural? = grammar.inflections.kinds(typed.core, of: listed.core).first
    {
      return .almost(.plural)
    }
    if lacksApostrophe(typed, listed) { return .almost(.missingApostrophe) }
    let lengths = [typed.core, listed.core].map { $0.count(where: \.isLetter) }
    guard !isSplit, lengths.allSatisfy({ $0 >= Self.lettersForASlip }) else { return .wrong }
    for (letters, right) in pairs {
      guard let slip = Slip.between(typed: letters, right: right) else { continue }
      if slip == .replaced(typed: "n", right: "ñ") { return .wrong }
      return .almost(slip)
    }
    return .wrong
  }

  /// True for an article of the plural where one of the singular is listed.
  private func hasPluralArticle(_ typed: AnswerText, _ listed: AnswerText) -> Bool {
    guard case .definiteArticle(let one)? = typed.lead?.kind, one.contains(.plural) else { return false }
    return listed.lead?.kind.isArticle == true && context.partOfSpeech == .noun
  }

  private func hasMoreWords(_ typed: AnswerText, _ listed: AnswerText) -> Bool {
    grammar.joinsCompounds && typed.spaces.count > listed.gaps.count
  }

  private func accents(_ typed: [Character], _ right: [Character]) -> Slip? {
    guard Folding.lacksAccents(typed, of: right, language: language) else { return nil }
    return typed.filter { $0 != " " } == right.filter { $0 != " " } ? .spacing : .accents
  }

  private func lacksApostrophe(_ typed: AnswerText, _ listed: AnswerText) -> Bool {
    guard listed.folded.contains("'"), typed.folded.count < listed.folded.count + 1 else { return false }
    let isLetter: (Character) -> Bool = { $0 != "'" && $0 != " " && $0 != "-" }
    return typed.folded.count { $0 == "'" } < listed.folded.count { $0 == "'" }
      && typed.folded.filter(isLetter) == listed.folded.filter(isLetter)
  }

  /// Another form of the right word, where a word of its kind has such forms.
  private func inflection(_ typed: [Character], _ right: [Character]) -> Slip? {
    let partOfSpeech = context.partOfSpeech
    guard partOfSpeech != .verb, !context.isPast else { return nil }
    for (kinds, isLonger) in [
      (grammar.inflections.kinds(typed, of: right), true),
      (grammar.inflections.kinds(right, of: typed), false),
    ] {
      for kind in kinds {
        switch kind {
        case .plural where partOfSpeech != .adjective: return isLonger ? .plural : .singular
        case .definite where partOfSpeech != .adjective: return isLonger ? .definite : .indefinite
        case .gender where partOfSpeech != .noun: return .genderForm
        default: continue
        }
      }
    }
    return nil
  }

  /// The result for the indefinite form of a noun that is listed in the definite one: right, but for its article.
  private func definiteForIndefinite(_ typed: AnswerText, _ form: AcceptedForm) -> Result? {
    guard context.isPromptDefinite, form.text.lead == nil else { return nil }
    for kind in grammar.inflections.kinds(form.text.core, of: typed.core) {
      guard case .definite(let gender) = kind else { continue }
      switch typed.lead?.kind {
      case nil: return .right
      case .indefiniteArticle(let article) where !article.isDisjoint(with: gender): return .right
      case .indefiniteArticle:
        return .almost(
          .article(
            typed: typed.lead?.text ?? "", right: grammar.indefiniteArticle(of: gender) ?? "", isGender: true)
        )
      default: continue
      }
    }
    return nil
  }
}
