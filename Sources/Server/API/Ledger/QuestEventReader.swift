import Primitives
import Wire
import XP

/// Reads quest progress as the protocol has it.
struct QuestEventReader: EventReader {
  private let student: UniqueID
  private let owner: EventOwner

  init(student: UniqueID, now: Timestamp) {
    self.student = student
    owner = EventOwner(student: student, now: now)
  }

  static func id(of event: QuestEvent) -> UniqueID { event.id }

  static func isSame(_ event: QuestEvent, _ other: QuestEvent) -> Bool { event == other }

  func event(_ json: JSON) throws(EventFault) -> QuestEvent {
    let id = try owner.id(of: json)
    guard let progress = json["progress"]?.integer, Limit.questProgress.contains(progress) else {
      throw EventFault(
        .badProgress, "progress is not a whole number from 1 to \(Limit.questProgress.upperBound).")
    }
    let createdAt = try owner.createdAt(of: json)
    guard let date = json["quest_date"]?.string.flatMap({ CivilDate($0) }) else {
      throw EventFault(.badQuest, "quest_date is not a date, as 2026-11-22.")
    }
    guard Quest.possibleDates(at: createdAt).contains(date.daysSince1970) else {
      throw EventFault(.badQuest, "quest_date was nobody's local day at created_at.")
    }
    guard let questID = json["quest_id"]?.string,
      let quest = Quest.daily(for: student, on: date).first(where: { $0.id.utf8.elementsEqual(questID.utf8) })
    else { throw EventFault(.badQuest, "quest_id is none of the student's quests of that date.") }
    return QuestEvent(
      id: id, studentID: student, questID: quest.id, questDate: date, progress: progress, createdAt: createdAt
    )
  }
}
