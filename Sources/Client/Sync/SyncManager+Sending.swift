import Outbox
import Primitives
import Transport
import Wire
import XP

/// The requests of the sync manager; everything here runs on its queue.
extension SyncManager {
  /// Takes a channel's oldest events and sends them, if this process is the one that sends.
  func sendBatch(of limit: Int, on channel: Channel) throws(OutboxError) -> [SyncMachine.Action] {
    guard senderLock.tryAcquire() else {
      outboxProblem = SyncPhrase.senderElsewhere
      return machine.senderFoundElsewhere(at: now)
    }
    let (path, ids, body): (String, [UniqueID], JSON)
    switch channel {
    case .points:
      let events = try outbox.batch(of: limit, owner: owner)
      (path, ids) = (Route.xpSync, events.map(\.id))
      body = XPSyncRequest(events: events, client: clientReport(after: events)).json
      pointsUnderWay = Dictionary(events.map { ($0.id, $0.delta) }, uniquingKeysWith: { first, _ in first })
    case .quests:
      let events = try outbox.questBatch(of: limit, owner: owner)
      (path, ids) = (Route.questSync, events.map(\.id))
      body = QuestSyncRequest(events: events).json
      questDatesUnderWay = Set(events.map(\.questDate))
    }
    guard !ids.isEmpty else { return machine.outboxFoundEmpty(at: now) }
    machine.batchStarted(ids)
    send("POST", path, body: body.utf8) { machine, result, wallTime, now in
      let answer = SyncAnswer(result, on: channel, for: Set(ids), at: wallTime)
      let isGlosa =
        switch answer {
        case .acknowledged, .channelUnknown: true
        default: false
        }
      return (machine.answered(answer, at: now), isGlosa)
    }
    return []
  }

  /// What the server has is out of the outbox, and its word is in there, in one step.
  func acknowledge(
    _ ids: [UniqueID], _ confirmation: Confirmation, on channel: Channel
  ) throws(OutboxError) {
    let time = wallClock()
    switch channel {
    case .points:
      use(try outbox.acknowledge(ids, owner: owner, total: confirmation.total, at: time))
      sentXP += ids.reduce(0) { $0 + (pointsUnderWay[$1] ?? 0) }
      report(.confirmed(ids))
    case .quests:
      let standings = ClassroomAnswers.own(
        confirmation.standings, of: owner.studentID, on: questDatesUnderWay)
      use(
        try outbox.acknowledgeQuests(
          ids, owner: owner, standings: standings, total: confirmation.total,
          tellsGamesPlayed: confirmation.tellsGamesPlayed, at: time))
    }
    readClassroom()
    classroom.somethingConfirmed()
  }

  /// Asks for the ledger's total.
  func fetchTotal() {
    send("GET", Route.xpTotal, body: nil) { machine, result, wallTime, now in
      let answer = TotalAnswer(result, at: wallTime)
      let isGlosa = if case .total = answer { true } else { false }
      return (machine.totalAnswered(answer, at: now), isGlosa)
    }
  }

  /// Sends a request.
  ///
  /// - Parameter answered: Hands the answer to the machine; gives what to do, and whether the answer was surely a Glosa
  ///   server's.
  private func send(
    _ method: String, _ path: String, body: [UInt8]?,
    answered:
      @escaping @Sendable (
        inout SyncMachine, Result<HTTPResponse, TransportError>, Timestamp, Int64
      ) -> (actions: [SyncMachine.Action], isGlosa: Bool)
  ) {
    var headers = [HTTPHeader("Authorization", "Bearer \(token)")]
    if body != nil { headers.append(HTTPHeader("Content-Type", "application/json")) }
    let request = HTTPRequest(
      method: method, url: (owner.server ?? "") + path, headers: headers, body: body,
      timeout: .milliseconds(configuration.requestTimeout))
    interruptRefresh()
    requestNumber += 1
    let number = requestNumber
    self.request = transport.send(request) { @Sendable [weak self] result in
      self?.perform { manager in
        guard number == manager.requestNumber else { return }
        manager.request = nil
        let wallTime = manager.wallClock()
        manager.carryOut { machine, now in
          let (actions, isGlosa) = answered(&machine, result, wallTime, now)
          if isGlosa {
            manager.isServerKnown = true
            manager.learnTime(from: result)
          }
          return actions
        }
      }
    }
  }

  /// The server's clock, against which a wrong clock of this computer is put right for new events.
  private func learnTime(from result: Result<HTTPResponse, TransportError>) {
    guard case .success(let response) = result,
      let date = response.header("Date").flatMap({ HTTPDate.parse($0) })
    else { return }
    let skew = clock.heard(date)
    guard abs(skew - (snapshot.clockSkewMilliseconds ?? 0)) > 30_000 else { return }
    // A note for later runs; without it nothing is lost.
    snapshot.clockSkewMilliseconds = skew
    try? outbox.recordClockSkew(milliseconds: skew)
  }
}
