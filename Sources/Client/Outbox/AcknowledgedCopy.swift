import GRDB
package import Primitives
import XP

/// A copy of an event that the ledger has acknowledged.
struct AcknowledgedCopy: Hashable, Sendable {
  let id: UniqueID
  let isQuest: Bool
  /// The event as JSON.
  let text: String

  init(id: UniqueID, isQuest: Bool, text: String) {
    (self.id, self.isQuest, self.text) = (id, isQuest, text)
  }

  init(_ event: XPEvent) { self.init(id: event.id, isQuest: false, text: event.text) }

  init(_ event: QuestEvent) { self.init(id: event.id, isQuest: true, text: event.text) }
}

/// An event of points that the ledger has acknowledged.
package struct AcknowledgedEvent: Hashable, Sendable {
  /// The event.
  package let id: UniqueID
  /// Grows in the order of the acknowledgements.
  package let position: Int64
}

extension AcknowledgedCopy {
  /// The copy in the columns id, kind and event, from the first on; nil where they make none.
  init?(row: ResultRow) {
    guard let id = row.id(at: 0), let isQuest = row.value(1, as: Bool.self),
      let text = row.value(2, as: String.self)
    else { return nil }
    self.init(id: id, isQuest: isQuest, text: text)
  }

  /// The event of points; nil where it is none, or can't be read.
  func points(of student: UniqueID) -> XPEvent? {
    isQuest ? nil : (try? JSON.parse(text)).flatMap { JournalRecord.event(json: $0, studentID: student) }
  }

  /// The progress on a quest; nil where it is none, or can't be read.
  func quest(of student: UniqueID) -> QuestEvent? {
    isQuest ? (try? JSON.parse(text)).flatMap { JournalRecord.questEvent(json: $0, studentID: student) } : nil
  }
}

extension AcknowledgedCopy {
  /// The copies of one answer's events, in the order in which a ledger stores them.
  static func inOrder(_ points: [XPEvent], _ quests: [QuestEvent]) -> [AcknowledgedCopy] {
    points.sorted { $0.id < $1.id }.map { AcknowledgedCopy($0) }
      + quests.sorted { $0.id < $1.id }.map { AcknowledgedCopy($0) }
  }
}
