import Primitives
import TestScopes
import Testing
import Vocabulary
import Wire
import XP

@testable import Sync

/// A server may say anything.
@Suite(.ownThread()) struct ClassroomAnswersTests {
  private let student = UniqueID(high: 7, low: 7)
  private let date = CivilDate("2026-11-22")!
  private let id = UniqueID(high: 8, low: 1)

  private func set(_ words: [Word], title: String = "Djur", id: UniqueID? = nil) -> JSON {
    WordSet(id: id ?? self.id, title: title, from: "sv", to: "en", words: words).json
  }

  @Test("Only the student's own quests of the asked days are taken, at most three a day")
  func standings() throws {
    let own = Quest.daily(for: student, on: date).map {
      QuestStanding(
        questID: $0.id, date: date, progress: 3, goal: $0.goal, completedAt: nil, bonusXP: $0.bonusXP)
    }
    let stranger = try #require(Quest.catalogue.first { quest in !own.contains { $0.questID == quest.id } })
    let foreign = [
      QuestStanding(
        questID: stranger.id, date: date, progress: 3, goal: 1, completedAt: nil, bonusXP: 0),
      QuestStanding(
        questID: own[0].questID, date: CivilDate("2020-01-01")!, progress: 3, goal: 1, completedAt: nil,
        bonusXP: 0),
    ]
    func read(_ rows: [QuestStanding]) -> [QuestStanding]? {
      ClassroomAnswers.standings(["quests": .array(rows.map(\.json))], of: student, on: [date])
    }
    #expect(read(own) == own)
    #expect(read([own[0]] + foreign) == [own[0]])
    #expect(read(Array(repeating: own[0], count: 5000))?.count == 3)
    #expect(ClassroomAnswers.standings(["quests": 3], of: student, on: [date]) == nil)
  }

  @Test("Homework that can't be shown is left out, and so is what goes beyond all measure")
  func homework() {
    func homework(_ title: String, goal: Int = 10, earned: Int = 0) -> JSON {
      Homework(id: id, title: title, wordSetID: id, goalXP: goal, dueAt: nil, earnedXP: earned).json
    }
    let answer: JSON = [
      "homework": [
        homework("Läxa"), homework("\u{1B}[2J"), homework(""), homework(String(repeating: "x", count: 9999)),
        homework("x", goal: 0), homework("x", earned: -1), homework("x", earned: .max),
      ]
    ]
    #expect(ClassroomAnswers.homework(answer)?.map(\.title) == ["Läxa"])
    #expect(
      ClassroomAnswers.homework(["homework": .array(Array(repeating: homework("x"), count: 9999))])?.count
        == 500)
    #expect(ClassroomAnswers.homework(["homework": [1]]) == nil)
    #expect(ClassroomAnswers.homework([:]) == nil)
  }

  @Test("A list with a line that can't be read is none: a set that is not named would be removed")
  func versions() {
    func listing(_ id: JSON, version: String = "v1") -> JSON {
      [
        "id": id, "title": "Djur", "from": "sv", "to": "en", "word_count": 3, "updated_at": .string(version),
      ]
    }
    #expect(ClassroomAnswers.versions(["word_sets": [listing(.id(id))]]) == [id: "v1"])
    #expect(ClassroomAnswers.versions(["word_sets": []]) == [:])
    for bad: JSON in [
      listing("../../etc/passwd"), listing("djur"), listing(.null),
      listing(.id(id), version: String(repeating: "v", count: 500)),
    ] {
      #expect(ClassroomAnswers.versions(["word_sets": [listing(.id(id)), bad]]) == nil)
    }
    #expect(ClassroomAnswers.versions(["error": "no"]) == nil)
  }

  @Test("A set becomes a file that the game reads back; anything else becomes none")
  func files() throws {
    let words = [
      Word(term: "hund", translation: "dog", example: "En hund."), Word(term: "katt", translation: "cat"),
    ]
    let bytes = try #require(ClassroomAnswers.file(set(words), of: id))
    let read = try WordSetParser(file: "x.tsv", fallbackID: student).parse(bytes)
    #expect(read.id == id && read.words == words && read.title == "Djur")
    // A word that looks like a line of the head stays a word.
    let sly = Word(term: "# id: \(student)", translation: "x")
    let kept = try #require(ClassroomAnswers.file(set([sly, words[0]]), of: id))
    let reread = try WordSetParser(file: "x.tsv", fallbackID: student).parse(kept)
    #expect(reread.id == id && reread.words == [sly, words[0]])
    let hostile: [JSON] = [
      set(words, id: student), set(words, title: "a\nb"), set([]),
      set([Word(term: "!!!", translation: "x")]), set([Word(term: "a(", translation: "x")]),
      set([Word(term: String(repeating: "a", count: 600), translation: "x")]),
      set(Array(repeating: words[0], count: 10_001)), ["id": .id(id)], .null, "x",
    ]
    for (number, json) in hostile.enumerated() {
      #expect(ClassroomAnswers.file(json, of: id) == nil, "\(number)")
    }
  }
}
