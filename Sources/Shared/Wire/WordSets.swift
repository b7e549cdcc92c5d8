package import Primitives
package import Vocabulary

/// A word set as the server lists it: an element of `{ "word_sets": [ … ] }`, the answer to `GET /api/word-sets`.
package struct WordSetListing: Hashable, ListElement {
  package static let listName = "word_sets"

  /// What a list shows of the set.
  package let summary: WordSetSummary
  /// When it was last put, as the server wrote it: whoever has this version need not fetch the words.
  package let updatedAt: String
  /// The class whose pupils alone may see it; nil for all of its teacher's.
  package let classID: UniqueID?
  /// True where everybody with an account may see it.
  package let isPublic: Bool

  package init(summary: WordSetSummary, classID: UniqueID?, isPublic: Bool, updatedAt: String) {
    self.summary = summary
    self.classID = classID
    self.isPublic = isPublic
    self.updatedAt = updatedAt
  }

  /// Reads an element; nil where a part is missing.
  package init?(json: JSON) {
    guard let id = json["id"]?.id, let title = json["title"]?.string, let from = json["from"]?.string,
      let to = json["to"]?.string, let count = json["word_count"]?.integer,
      let updatedAt = json["updated_at"]?.string
    else { return nil }
    self.init(
      summary: WordSetSummary(
        id: id, title: title, from: from, to: to, level: json["level"]?.string, wordCount: count),
      classID: json["class_id"]?.id, isPublic: json["public"]?.bool ?? false, updatedAt: updatedAt)
  }

  package var json: JSON { .object(members) }

  /// The answer to `GET /api/word-sets/{set}`, with the words as `Word.json` has them.
  package func json(words: JSON) -> JSON {
    var object = members
    object["words"] = words
    return .object(object)
  }

  private var members: JSONObject {
    [
      "id": .id(summary.id), "title": .string(summary.title), "from": .string(summary.from),
      "to": .string(summary.to), "level": .text(summary.level), "word_count": .integer(summary.wordCount),
      "class_id": .id(classID), "public": .bool(isPublic), "updated_at": .string(updatedAt),
    ]
  }
}

/// The body of `PUT /api/word-sets/{set}`. Its parts are read when they are asked for, because the server has to name the
/// one that is bad.
package struct PutWordSetRequest: WireValue {
  package let json: JSON

  /// - Parameters:
  ///   - classID: The class whose pupils alone may see the set; nil for all of the teacher's.
  ///   - isPublic: Whether everybody with an account may; not together with a class.
  package init(_ set: WordSet, classID: UniqueID?, isPublic: Bool) {
    var object = set.json.object ?? [:]
    object["class_id"] = .id(classID)
    object["public"] = .bool(isPublic)
    json = .object(object)
  }

  /// A body; nil where it is no object.
  package init?(json: JSON) {
    guard json.object != nil else { return nil }
    self.json = json
  }

  /// The one of the path.
  package var id: OptionalMember<UniqueID> { OptionalMember(json["id"], \.id) }
  package var title: String? { json["title"]?.string }
  package var from: String? { json["from"]?.string }
  package var to: String? { json["to"]?.string }
  package var level: OptionalMember<String> { OptionalMember(json["level"], \.string) }
  package var classID: OptionalMember<UniqueID> { OptionalMember(json["class_id"], \.id) }
  package var isPublic: OptionalMember<Bool> { OptionalMember(json["public"], \.bool) }
  package var words: [SentWord]? { json["words"]?.array.map { $0.map(SentWord.init(json:)) } }
}

/// A word of a set that is put, unchecked.
package struct SentWord: Sendable {
  package let term: String?
  /// Invalid where one of them is no text, or there is none.
  package let translations: OptionalMember<[String]>
  package let example: OptionalMember<String>
  /// Alternatives that are accepted and not shown.
  package let alsoTerms: OptionalMember<[String]>
  package let alsoTranslations: OptionalMember<[String]>
  package let termGender: OptionalMember<String>
  package let translationGender: OptionalMember<String>

  init(json: JSON) {
    term = json["term"]?.string
    let texts = OptionalMember(json["translations"], Self.texts)
    translations = if case .value([]) = texts { .invalid } else { texts }
    example = OptionalMember(json["example"], \.string)
    alsoTerms = OptionalMember(json["also_terms"], Self.texts)
    alsoTranslations = OptionalMember(json["also_translations"], Self.texts)
    termGender = OptionalMember(json["term_gender"], \.string)
    translationGender = OptionalMember(json["translation_gender"], \.string)
  }

  /// The elements of an array of texts; nil for anything else.
  private static func texts(_ json: JSON) -> [String]? {
    guard let elements = json.array else { return nil }
    let texts = elements.compactMap(\.string)
    return texts.count == elements.count ? texts : nil
  }
}

extension Word {
  /// The word on the wire and in `glosa sets show --json`: what is shown, and beside it, where there is any, what is
  /// accepted too and the gender.
  package var json: JSON {
    var object: JSONObject = [
      "term": .string(term), "translations": .array(translations.map { .string($0) }),
      "example": .text(example),
    ]
    if !alsoTerms.isEmpty { object["also_terms"] = .array(alsoTerms.map { .string($0) }) }
    if !alsoTranslations.isEmpty {
      object["also_translations"] = .array(alsoTranslations.map { .string($0) })
    }
    if let termGender { object["term_gender"] = .string(termGender) }
    if let translationGender { object["translation_gender"] = .string(translationGender) }
    return .object(object)
  }

  /// Reads a word; nil where a part is missing or of the wrong kind.
  package init?(json: JSON) {
    let sent = SentWord(json: json)
    guard let term = sent.term, case .value(let translations) = sent.translations else { return nil }
    self.init(
      term: Self.cell(term, gender: sent.termGender.value, also: sent.alsoTerms.value ?? []),
      translation: Self.cell(
        translations.joined(separator: " / "), gender: sent.translationGender.value,
        also: sent.alsoTranslations.value ?? []),
      example: json["example"]?.string)
  }
}

extension WordSet: WireValue {
  /// The set as `glosa sets show --json` prints it, `PUT /api/word-sets/{id}` takes it (there with the audience,
  /// `"class_id"` and `"public"`, beside), and `GET /api/word-sets/{id}` gives it.
  package var json: JSON {
    [
      "id": .id(id), "title": .string(title), "from": .string(from), "to": .string(to), "level": .text(level),
      "words": .array(words.map(\.json)),
    ]
  }

  /// Reads a set; nil where a part is missing or of the wrong kind. Lengths are not looked at.
  package init?(json: JSON) {
    guard let id = json["id"]?.id, let title = json["title"]?.string, let from = json["from"]?.string,
      let to = json["to"]?.string, let elements = json["words"]?.array
    else { return nil }
    let words = elements.compactMap { Word(json: $0) }
    guard words.count == elements.count, !words.isEmpty else { return nil }
    self.init(id: id, title: title, from: from, to: to, level: json["level"]?.string, words: words)
  }
}
