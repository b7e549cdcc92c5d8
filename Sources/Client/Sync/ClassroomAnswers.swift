import Primitives
import Vocabulary
import Wire
import XP

/// Reads what a server says of quests, homework and word sets. It may say anything: what comes out is bounded, and fit
/// to be shown and to name a file.
enum ClassroomAnswers {
  /// More homework than this is not shown.
  static let homeworkLimit = 500
  /// More sets than this are not downloaded.
  static let setLimit = 1000
  /// The longest title and version, in bytes.
  static let textLimit = 400

  /// The standings of quests that are the student's on those dates; nil where the answer is none.
  static func standings(_ json: JSON, of student: UniqueID, on dates: Set<CivilDate>) -> [QuestStanding]? {
    guard let rows = Listing<QuestStanding>.rows(of: json) else { return nil }
    return own(rows.prefix(100).compactMap { QuestStanding(json: $0) }, of: student, on: dates)
  }

  /// Those standings that are about quests of the student's on those dates.
  static func own(
    _ standings: [QuestStanding], of student: UniqueID, on dates: Set<CivilDate>
  ) -> [QuestStanding] {
    let known = Dictionary(
      uniqueKeysWithValues: dates.map { ($0, Set(Quest.daily(for: student, on: $0).map(\.id))) })
    return standings.prefix(dates.count * Quest.perDay).filter {
      known[$0.date]?.contains($0.questID) == true && $0.progress <= 1_000_000_000
    }
  }

  /// The open homework; nil where the answer is none.
  static func homework(_ json: JSON) -> [Homework]? {
    Listing<Homework>(json: json).map { homework in
      homework.elements.prefix(homeworkLimit).filter {
        isShowable($0.title) && Limit.homeworkGoal.contains($0.goalXP)
          && (0...1_000_000_000).contains($0.earnedXP)
      }
    }
  }

  /// The versions of the sets that are there; nil where the answer is none or any of it can't be read, for a set that is
  /// not named is removed.
  static func versions(_ json: JSON) -> [UniqueID: String]? {
    guard let rows = Listing<WordSetListing>.rows(of: json) else { return nil }
    let listings = rows.prefix(setLimit).compactMap { WordSetListing(json: $0) }
    guard listings.count == min(rows.count, setLimit),
      listings.allSatisfy({ $0.updatedAt.utf8.count <= textLimit })
    else { return nil }
    return Dictionary(listings.map { ($0.summary.id, $0.updatedAt) }, uniquingKeysWith: { first, _ in first })
  }

  /// The file of a set; nil where the answer is none, is another set, or makes no file that can be played.
  static func file(_ json: JSON, of id: UniqueID) -> [UInt8]? {
    guard let set = WordSet(json: json), set.id == id, set.words.count <= WordSetParser.wordLimit,
      isShowable(set.title)
    else { return nil }
    let bytes = Array(set.tsv.utf8)
    guard let read = try? WordSetParser(file: "\(id).tsv", fallbackID: id).parse(bytes), read.id == id,
      read.words.count == set.words.count
    else { return nil }
    return bytes
  }

  private static func isShowable(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= textLimit
      && text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }
  }
}
