import Primitives
import Store
import Vocabulary
import Wire

/// Reads the body of a word set that is put, by the rules of a word set's file.
struct WordSetReader {
  /// The id of the path.
  let id: UniqueID

  /// The set, its words in the form in which they are stored.
  ///
  /// - Throws: A 400 that says what is wrong, and with which word.
  func wordSet(_ body: PutWordSetRequest) throws(HTTPProblem) -> WordSet {
    let otherID = HTTPProblem(400, "bad_id", "id is another one than in the address.")
    guard try body.id.get(or: otherID) ?? id == id else { throw otherID }
    guard let title = body.title.flatMap({ PersonName($0, length: Limit.titleLength) }) else {
      throw .badTitle
    }
    guard let from = Self.language(body.from), let to = Self.language(body.to), from != to else {
      throw HTTPProblem(
        400, "bad_language", "from and to are not the tags of two different languages, as sv and en.")
    }
    return WordSet(
      id: id, title: title.display, from: from, to: to, level: try Self.level(body.level),
      words: try Self.words(body.words))
  }

  /// Who may see the set: a class, everybody, or, where the body names neither, the teacher's classes.
  static func audience(_ body: PutWordSetRequest) throws(HTTPProblem) -> StoredWordSet.Audience {
    let badPublic = HTTPProblem(400, "bad_audience", "public is neither true nor false.")
    let isPublic = try body.isPublic.get(or: badPublic) ?? false
    let badClass = HTTPProblem(400, "bad_reference", "class_id is neither null nor a UUID.")
    guard let schoolClass = try body.classID.get(or: badClass) else {
      return isPublic ? .everybody : .teachersClasses
    }
    guard !isPublic else {
      throw HTTPProblem(
        400, "bad_audience", "A set is either for a class or public; leave class_id or public out.")
    }
    return .schoolClass(schoolClass)
  }

  /// A tag of BCP 47 in lower case: `sv`, `pt-br`.
  private static func language(_ text: String?) -> String? {
    guard let text, (2...Limit.languageLength).contains(text.utf8.count) else { return nil }
    let tag = text.lowercased()
    let parts = tag.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    let isTag = parts.enumerated().allSatisfy { place, part in
      (place == 0 ? 2...8 : 1...8).contains(part.count)
        && part.allSatisfy { byte in
          switch byte {
          case UInt8(ascii: "a")...UInt8(ascii: "z"): true
          case UInt8(ascii: "0")...UInt8(ascii: "9"): place > 0
          default: false
          }
        }
    }
    return isTag ? tag : nil
  }

  private static func level(_ value: OptionalMember<String>) throws(HTTPProblem) -> String? {
    let badLevel = HTTPProblem(
      400, "bad_level",
      "level is neither null nor 1 to \(Limit.levelLength.upperBound) characters that can be seen.")
    guard let text = try value.get(or: badLevel) else { return nil }
    guard let level = PersonName(text, length: Limit.levelLength) else { throw badLevel }
    return level.display
  }

  private static func words(_ elements: [SentWord]?) throws(HTTPProblem) -> [Word] {
    guard let elements, Limit.setWords.contains(elements.count) else {
      throw HTTPProblem(400, "bad_words", "A set has 1 to \(Limit.setWords.upperBound) words.")
    }
    var words: [Word] = []
    words.reserveCapacity(elements.count)
    for (index, element) in elements.enumerated() {
      do {
        words.append(try word(element))
      } catch {
        throw HTTPProblem(400, "bad_words", "Word \(index + 1): \(error.reason).")
      }
    }
    return words
  }

  private struct Fault: Error { let reason: String }

  private static func word(_ sent: SentWord) throws(Fault) -> Word {
    guard let term = sent.term,
      let translations = try sent.translations.get(or: Fault(reason: "a translation is no text"))
    else { throw Fault(reason: "it has no term and translations") }
    let example = try sent.example.get(or: Fault(reason: "the example is neither null nor a text"))
    let badAlso = Fault(reason: "also_terms and also_translations are lists of texts")
    let badGender = Fault(reason: "term_gender and translation_gender are texts")
    let termCell = Word.cell(
      term, gender: try sent.termGender.get(or: badGender), also: try sent.alsoTerms.get(or: badAlso) ?? [])
    let translationCell = Word.cell(
      translations.joined(separator: " / "), gender: try sent.translationGender.get(or: badGender),
      also: try sent.alsoTranslations.get(or: badAlso) ?? [])
    do {
      return try Word(
        checking: termCell, translation: translationCell, example: example, limit: Limit.wordBytes)
    } catch {
      throw Fault(reason: sentence(error))
    }
  }

  /// What is wrong with a word, in the server's words.
  private static func sentence(_ reason: WordSetError.Reason) -> String {
    switch reason {
    case .tooLong(let limit): "the text is longer than \(limit) bytes; shorten it"
    case .controlCharacter: "a control character stands in the text; remove it"
    case .emptyTerm: "the word is missing"
    case .emptyTranslation: "the translation is missing"
    case .unbalancedParenthesis: "a parenthesis is opened or closed without its partner"
    default: "it is no word"
    }
  }
}
