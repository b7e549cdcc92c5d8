import Primitives
import Wire
import XP

/// Quest progress as a client sent it.
struct SentProgress: Hashable {
  let event: QuestEvent
  /// How far the pupil's calendar was ahead of UTC; no part of what tells a resend from another event.
  let utcOffsetMinutes: Int?

  /// True where the date of the quest was the pupil's own at that moment: without an offset, somebody's.
  func isOfDay(_ moment: Timestamp) -> Bool {
    guard let utcOffsetMinutes else {
      return Quest.possibleDates(at: moment).contains(event.questDate.daysSince1970)
    }
    return moment.date(offsetSeconds: Int64(utcOffsetMinutes) * 60).daysSince1970
      == event.questDate.daysSince1970
  }
}

/// Reads quest progress as the protocol has it.
struct QuestEventReader: EventReader {
  private let student: UniqueID
  private let owner: EventOwner

  init(student: UniqueID) {
    self.student = student
    owner = EventOwner(student: student)
  }

  static func id(of sent: SentProgress) -> UniqueID { sent.event.id }

  static func isSame(_ sent: SentProgress, _ other: SentProgress) -> Bool { sent.event == other.event }

  func event(_ sent: SentEvent) throws(EventFault) -> SentProgress {
    let id = try owner.id(of: sent)
    guard let progress = sent.progress, Limit.questProgress.contains(progress) else {
      throw EventFault(
        .badProgress, "progress is not a whole number from 1 to \(Limit.questProgress.upperBound).")
    }
    let createdAt = try owner.createdAt(of: sent)
    guard let date = sent.questDate else {
      throw EventFault(.badQuest, "quest_date is not a date, as 2026-11-22.")
    }
    guard let questID = sent.questID,
      let quest = Quest.daily(for: student, on: date).first(where: { $0.id.utf8.elementsEqual(questID.utf8) })
    else { throw EventFault(.badQuest, "quest_id is none of the student's quests of that date.") }
    return SentProgress(
      event: QuestEvent(
        id: id, studentID: student, questID: quest.id, questDate: date, progress: progress,
        createdAt: createdAt),
      // An offset that is none is taken for one that is absent: it is not worth refusing progress for.
      utcOffsetMinutes: sent.utcOffsetMinutes.flatMap {
        Limit.utcOffsetMinutes.contains($0) ? $0 : nil
      })
  }
}
