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
  func wordSet(_ body: JSON) throws(HTTPProblem) -> WordSet {
    guard body.object != nil else { throw HTTPProblem.malformed("The body is not an object.") }
    if let value = body["id"], !value.isNull {
      guard value.id == id else { throw HTTPProblem(400, "bad_id", "id is another one than in the address.") }
    }
    guard let title = body["title"]?.string.flatMap({ PersonName($0, length: Limit.titleLength) }) else {
      throw .badTitle
    }
    guard let from = Self.language(body["from"]), let to = Self.language(body["to"]), from != to else {
      throw HTTPProblem(
        400, "bad_language", "from and to are not the tags of two different languages, as sv and en.")
    }
    return WordSet(
      id: id, title: title.display, from: from, to: to, level: try Self.level(body["level"]),
      words: try Self.words(body["words"]))
  }

  /// Who may see the set: a class, everybody, or, where the body names neither, the teacher's classes.
  static func audience(_ body: JSON) throws(HTTPProblem) -> StoredWordSet.Audience {
    var isPublic = false
    if let value = body["public"], !value.isNull {
      guard let truth = value.bool else {
        throw HTTPProblem(400, "bad_audience", "public is neither true nor false.")
      }
      isPublic = truth
    }
    guard let value = body["class_id"], !value.isNull else { return isPublic ? .everybody : .teachersClasses }
    guard let schoolClass = value.id else {
      throw HTTPProblem(400, "bad_reference", "class_id is neither null nor a UUID.")
    }
    guard !isPublic else {
      throw HTTPProblem(
        400, "bad_audience", "A set is either for a class or public; leave class_id or public out.")
    }
    return .schoolClass(schoolClass)
  }

  /// A tag of BCP 47 in lower case: `sv`, `pt-br`.
  private static func language(_ value: JSON?) -> String? {
    guard let text = value?.string, (2...Limit.languageLength).contains(text.utf8.count) else { return nil }
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

  private static func level(_ value: JSON?) throws(HTTPProblem) -> String? {
    guard let value, !value.isNull else { return nil }
    guard let level = value.string.flatMap({ PersonName($0, length: Limit.levelLength) }) else {
      throw HTTPProblem(
        400, "bad_level",
        "level is neither null nor 1 to \(Limit.levelLength.upperBound) characters that can be seen.")
    }
    return level.display
  }

  private static func words(_ value: JSON?) throws(HTTPProblem) -> [Word] {
    guard let elements = value?.array, Limit.setWords.contains(elements.count) else {
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

  private static func word(_ json: JSON) throws(Fault) -> Word {
    guard let term = json["term"]?.string, let elements = json["translations"]?.array else {
      throw Fault(reason: "it has no term and translations")
    }
    let translations = elements.compactMap(\.string)
    guard translations.count == elements.count, !translations.isEmpty else {
      throw Fault(reason: "a translation is no text")
    }
    var example: String?
    if let value = json["example"], !value.isNull {
      guard let text = value.string else { throw Fault(reason: "the example is neither null nor a text") }
      example = text
    }
    do {
      return try Word(
        checking: term, translation: translations.joined(separator: " / "), example: example,
        limit: Limit.wordBytes)
    } catch {
      throw Fault(reason: error.description)
    }
  }
}
