import Hummingbird
import Primitives
import Store
import Wire
import XP

/// Daily quests: progress in, standings out. The bonus is awarded by the store, in the transaction that stores the
/// progress.
struct QuestRoutes: Sendable {
  let services: Services

  func add(to routes: inout RouteTable) {
    routes.on(.questSync, sync)
    routes.on(.quests, quests)
  }

  @Sendable private func sync(_ request: Request) async throws -> Response {
    let student = try await services.student(of: request)
    let body = SentBatch(json: try await request.json(for: .questSync))
    var validator = BatchValidator<QuestEventReader>(student: student)
    validator.validate(try body.checkedEvents())
    let batch = QuestBatch(
      student: student, sent: validator.valid.map(\.event), sentAt: body.sentAt,
      receivedAt: services.clock.now())
    guard validator.rejections.isEmpty else {
      // The client is to learn of every bad event at once, also of those that only the store can tell.
      let conflicts = batch.progress.isEmpty ? [] : try await services.store.conflicts(in: batch)
      throw HTTPProblem.rejected(validator.rejections + validator.rejections(ofConflicts: conflicts))
    }
    switch try await services.store.ingest(batch) {
    case .conflicting(let places): throw HTTPProblem.rejected(validator.rejections(ofConflicts: places))
    case .stored(let standings, let total):
      services.metrics.ingestedQuests(events: batch.progress.count)
      services.boards.stored(of: student)
      var quests: [QuestStanding] = []
      for date in Set(standings.map(\.date)).sorted(by: { $0.daysSince1970 < $1.daysSince1970 }) {
        quests += try await self.standings(of: student, on: date)
      }
      return .json(
        QuestSyncResponse(acceptedIDs: batch.progress.map(\.event.id), quests: quests, total: total).json)
    }
  }

  @Sendable private func quests(_ request: Request) async throws -> Response {
    let student = try await services.student(of: request)
    guard let date = request.parameter(.date).flatMap({ CivilDate($0) }) else {
      throw HTTPProblem(400, "bad_date", "date is missing or no date, as 2026-11-22.")
    }
    return .json(Listing(try await standings(of: student, on: date)).json)
  }

  /// The three quests of a day, with the progress that is stored.
  private func standings(of student: UniqueID, on date: CivilDate) async throws -> [QuestStanding] {
    QuestStanding.daily(
      of: student, on: date, stored: try await services.store.quests(of: student, on: date))
  }
}

extension QuestStanding {
  /// The three quests of a student's day, with the progress that is stored.
  static func daily(of student: UniqueID, on date: CivilDate, stored: [StoredQuest]) -> [QuestStanding] {
    Quest.daily(for: student, on: date).map { quest in
      let own = stored.first { $0.questID == quest.id }
      return QuestStanding(
        questID: quest.id, date: date, progress: own?.progress ?? 0, goal: quest.goal,
        completedAt: own?.completedAt, bonusXP: quest.bonusXP)
    }
  }
}

extension QuestBatch {
  /// A batch of what was sent, with each quest that it is progress on. What was made on another day than the quest's, came
  /// too late, or is more than anybody makes in a minute, earns no bonus.
  fileprivate init(student: UniqueID, sent: [SentProgress], sentAt: Timestamp?, receivedAt: Timestamp) {
    var goals: [Goal] = []
    var seen: Set<UniqueID> = []
    let bonusIDs = sent.map {
      UniqueID.questBonus(student: student, quest: $0.event.questID, date: $0.event.questDate)
    }
    for (event, bonusID) in zip(sent.map(\.event), bonusIDs) {
      guard !seen.contains(bonusID), let quest = Quest.named(event.questID) else { continue }
      seen.insert(bonusID)
      goals.append(Goal(quest: quest, date: event.questDate, bonusID: bonusID))
    }
    var paces: [UniqueID: PaceOfDay] = [:]
    let progress = zip(sent, bonusIDs).map { sent, bonusID in
      let occurredAt = Timestamp.ofOccurrence(
        createdAt: sent.event.createdAt, sentAt: sentAt, receivedAt: receivedAt)
      let milliseconds = Quest.named(sent.event.questID)?.milliseconds(for: sent.event.progress) ?? 0
      let minute = PaceMoment(occurredAt: occurredAt, receivedAt: receivedAt).minute
      let isTooMuch =
        milliseconds > Pace.minute
        || paces[bonusID, default: PaceOfDay()].isFull(for: milliseconds, minute: minute)
      if !isTooMuch { paces[bonusID, default: PaceOfDay()].add(milliseconds, minute: minute) }
      return Progress(
        event: sent.event, occurredAt: occurredAt,
        earnsBonus: sent.isOfDay(occurredAt) && !isTooMuch
          && Credit.isEarned(occurredAt: occurredAt, receivedAt: receivedAt))
    }
    self.init(studentID: student, progress: progress, goals: goals, receivedAt: receivedAt)
  }
}
