package import Primitives
package import XP

/// Quest progress that one request wants stored: of one student, validated, each id once.
package struct QuestBatch: Hashable, Sendable {
  /// A quest that the batch makes progress on, as the catalogue has it.
  package struct Goal: Hashable, Sendable {
    package let quest: Quest
    /// The student's day.
    package let date: CivilDate
    /// The id of the event that awards the bonus: UUIDv5 of student, quest and date, so that it is awarded once.
    package let bonusID: UniqueID
    /// The id to take where an event of a client has that one: servers of before let them.
    package var spareBonusID: UniqueID { .spare(for: bonusID) }

    package init(quest: Quest, date: CivilDate, bonusID: UniqueID) {
      self.quest = quest
      self.date = date
      self.bonusID = bonusID
    }
  }

  /// A bit of progress, and what the server makes of it when it first stores it.
  package struct Progress: Hashable, Sendable {
    /// What the client sent.
    package let event: QuestEvent
    /// When it happened, by the server's clock: see `Timestamp.ofOccurrence`.
    package let occurredAt: Timestamp
    /// True where it counts towards the bonus; all of it counts as progress.
    package let earnsBonus: Bool

    package init(event: QuestEvent, occurredAt: Timestamp, earnsBonus: Bool) {
      self.event = event
      self.occurredAt = occurredAt
      self.earnsBonus = earnsBonus
    }
  }

  /// Whose progress it is.
  package let studentID: UniqueID
  /// All of `studentID`, each on one of `goals`.
  package let progress: [Progress]
  /// Each (quest, date) of the events, once.
  package let goals: [Goal]
  /// When the server took the request, by its own clock.
  package let receivedAt: Timestamp

  package init(studentID: UniqueID, progress: [Progress], goals: [Goal], receivedAt: Timestamp) {
    self.studentID = studentID
    self.progress = progress
    self.goals = goals
    self.receivedAt = receivedAt
  }
}

/// What became of a batch of quest progress.
package enum QuestOutcome: Hashable, Sendable {
  /// Every event is stored now, and the bonus of each quest that reached its goal is in the ledger: the standings of
  /// the batch's goals in their order, and the total after it.
  case stored([QuestStanding], LedgerTotal)
  /// Nothing was stored: the ids at these places belong to other progress.
  case conflicting([Int])
}

/// How far a student has come with a quest; kept only for quests with progress.
package struct StoredQuest: Hashable, Sendable {
  /// `Quest.id`.
  package let questID: String
  /// The sum of all stored progress, also of that which earns no bonus.
  package let progress: Int
  /// When the bonus was awarded.
  package let completedAt: Timestamp?

  package init(questID: String, progress: Int, completedAt: Timestamp?) {
    self.questID = questID
    self.progress = progress
    self.completedAt = completedAt
  }
}
