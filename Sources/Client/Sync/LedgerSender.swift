import Outbox
import Primitives
import Transport
import Wire
import XP

/// Sends batches of the outbox to the ledger and asks for its total, one request at a time and only while this process is
/// the outbox's one sender. Used on the sync manager's scheduler alone.
final class LedgerSender {
  /// An answer, read.
  enum Answer {
    case batch(SyncAnswer)
    case total(TotalAnswer)
  }

  /// What became of the wish to send a batch.
  enum Start {
    case sent([UniqueID])
    case nothingLeft
    case senderElsewhere
  }

  /// Called before a request, which has the connection to itself.
  var willSend: () -> Void = {}
  /// Called with each answer.
  var answered: (Answer) -> Void = { _ in }
  /// A Glosa server has answered since the start.
  private(set) var isServerKnown = false
  /// The points that the ledger has confirmed since the start.
  private(set) var sentXP = 0

  private let outbox: Outbox
  private let owner: Owner
  private let senderLock: SenderLock
  private let requests: RequestSender
  private let clocks: Clocks
  private let clock: LedgerClock
  private var request: SentRequest?
  private var batch: Batch?
  /// How far the server's clock was ahead when that was last noted in the outbox, in milliseconds.
  private var notedSkew: Int64

  /// - Parameter notedSkew: How far the server's clock is ahead, in milliseconds, as an earlier run noted it.
  init(_ parts: SyncParts, over requests: RequestSender, clock: LedgerClock, notedSkew: Int64) {
    (outbox, owner, senderLock, clocks) = (parts.outbox, parts.owner, parts.senderLock, parts.clocks)
    (self.requests, self.clock, self.notedSkew) = (requests, clock, notedSkew)
  }

  /// Sends a channel's oldest events, if this process is the one that sends.
  ///
  /// - Parameter report: What the client says of itself beside those points.
  func sendBatch(
    of limit: Int, on channel: Channel, report: ([XPEvent]) -> ClientReport?
  ) throws(OutboxError) -> Start {
    guard senderLock.tryAcquire() else { return .senderElsewhere }
    let batch = try Batch(
      channel, limit: limit, from: outbox, of: owner, sentAt: clocks.wall(), report: report)
    guard !batch.ids.isEmpty else { return .nothingLeft }
    self.batch = batch
    send("POST", batch.path, json: batch.body) { result, now in
      .batch(SyncAnswer(result, on: channel, for: Set(batch.ids), at: now))
    }
    return .sent(batch.ids)
  }

  /// Asks for the ledger's total.
  func fetchTotal() {
    send("GET", Route.xpTotal, json: nil) { result, now in .total(TotalAnswer(result, at: now)) }
  }

  /// Stores in the outbox what an answer said.
  ///
  /// - Returns: How things stand after it; nil where nothing is to be stored or only a note failed to be.
  func record(_ action: SyncMachine.Action) throws(OutboxError) -> OutboxSnapshot? {
    switch action {
    case .acknowledge(_, let ids, let confirmation):
      guard let batch else { return nil }
      let snapshot = try batch.acknowledge(ids, confirmation, in: outbox, of: owner, at: clocks.wall())
      sentXP += batch.points(of: ids)
      return snapshot
    case .quarantine(_, let rejections):
      let refused = rejections.map { (id: $0.id, code: $0.code, detail: $0.detail) }
      return try outbox.quarantine(refused, owner: owner, at: clocks.wall())
    case .recordTotal(let total): return try outbox.recordTotal(total, owner: owner)
    // Notes for other processes; without them nothing is lost.
    case .recordQuestsUnknown: return try? outbox.recordQuestsUnknown(owner: owner)
    case .recordFailure(let sentence, let signInNeeded):
      return try? outbox.recordFailure(sentence, signInNeeded: signInNeeded, owner: owner)
    case .send, .fetchTotal, .cancelRequest, .checkCredentials, .finishLeaving: return nil
    }
  }

  /// Breaks the running request off; its answer is `.cancelled`, unless another comes first.
  func cancel() { request?.cancel() }

  /// Lets other processes send.
  func releaseLock() { senderLock.release() }

  private func send(
    _ method: String, _ path: String, json: JSON?,
    read: @escaping (Result<HTTPResponse, TransportError>, Timestamp) -> Answer
  ) {
    willSend()
    request?.drop()
    request = requests.send(method, path, json: json) { [weak self] result in
      guard let self else { return }
      request = nil
      let answer = read(result, clocks.wall())
      if answer.isOfLedger {
        isServerKnown = true
        learnTime(from: result)
      }
      answered(answer)
    }
  }

  /// The ledger's clock, which tells the pupil's day where this computer's is wrong.
  private func learnTime(from result: Result<HTTPResponse, TransportError>) {
    guard case .success(let response) = result,
      let time = LedgerMark(response.header)?.time
    else { return }
    let skew = clock.heard(time)
    guard abs(skew - notedSkew) > 30_000 else { return }
    // A note for later runs; without it nothing is lost.
    notedSkew = skew
    try? outbox.recordClockSkew(milliseconds: skew)
  }
}

extension LedgerSender.Answer {
  /// True where it is surely a Glosa server's, and not that of something on the way to it.
  var isOfLedger: Bool {
    switch self {
    case .batch(.acknowledged), .batch(.channelUnknown), .total(.total): true
    case .batch, .total: false
    }
  }
}
