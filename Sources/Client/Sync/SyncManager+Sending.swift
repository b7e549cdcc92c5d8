import Outbox
import Primitives
import Synchronization
import Transport
import Wire
import XP

/// The requests of the sync manager; everything here runs on its queue.
extension SyncManager {
  /// Takes the oldest events and sends them, if this process is the one that sends.
  func sendBatch(of limit: Int) throws(OutboxError) -> [SyncMachine.Action] {
    guard senderLock.tryAcquire() else { return machine.senderFoundElsewhere(at: now) }
    let events = try outbox.batch(of: limit, owner: owner)
    guard !events.isEmpty else { return machine.outboxFoundEmpty(at: now) }
    let ids = events.map(\.id)
    machine.batchStarted(ids)
    let body = XPSyncRequest(events: events, client: clientReport).json.utf8
    send("POST", Route.xpSync, body: body) { machine, result, wallTime, now in
      machine.answered(SyncAnswer(result, for: Set(ids), at: wallTime), at: now)
    }
    return []
  }

  /// What the teacher's board may know; nil while the outbox can't tell which device this is.
  private var clientReport: ClientReport? {
    deviceID = deviceID ?? (try? outbox.deviceID())
    return deviceID.map { device in
      ClientReport(
        deviceID: device, pendingCount: snapshot.pendingEvents, pendingXP: snapshot.pendingXP,
        state: machine.state.name, game: game)
    }
  }

  /// Asks for the ledger's total.
  func fetchTotal() {
    send("GET", Route.xpTotal, body: nil) { machine, result, wallTime, now in
      machine.totalAnswered(TotalAnswer(result, at: wallTime), at: now)
    }
  }

  private func send(
    _ method: String, _ path: String, body: [UInt8]?,
    answered:
      @escaping @Sendable (
        inout SyncMachine, Result<HTTPResponse, TransportError>, Timestamp, Int64
      ) -> [SyncMachine.Action]
  ) {
    var headers = [HTTPHeader("Authorization", "Bearer \(token)")]
    if body != nil { headers.append(HTTPHeader("Content-Type", "application/json")) }
    let request = HTTPRequest(
      method: method, url: (owner.server ?? "") + path, headers: headers, body: body,
      timeout: .milliseconds(configuration.requestTimeout))
    self.request = transport.send(request) { @Sendable [weak self] result in
      self?.perform { manager in
        manager.request = nil
        let wallTime = manager.wallClock()
        manager.learnClockSkew(from: result, at: wallTime)
        manager.carryOut { machine, now in answered(&machine, result, wallTime, now) }
      }
    }
  }

  /// The server's clock, against which a wrong clock of this computer is put right for new events.
  private func learnClockSkew(from result: Result<HTTPResponse, TransportError>, at wallTime: Timestamp) {
    guard case .success(let response) = result,
      let date = response.header("Date").flatMap({ HTTPDate.parse($0) })
    else { return }
    let measured = date.milliseconds - wallTime.milliseconds
    guard abs(measured - clockSkewMilliseconds) > 30_000 else { return }
    skew.store(measured, ordering: .relaxed)
    try? outbox.recordClockSkew(milliseconds: measured)
  }
}
