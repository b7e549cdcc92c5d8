import Languages
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
    /// Who answers at the address is asked first; `introduced` is called then.
    case introducing
    case nothingLeft
    case senderElsewhere
  }

  /// Called before a request, which has the connection to itself.
  var willSend: () -> Void = {}
  /// Called with each answer.
  var answered: (Answer) -> Void = { _ in }
  /// Called once it is known who answers at the address, or that it can't be known now.
  var introduced: (LedgerIntroduction.Outcome) -> Void = { _ in }
  /// The pupil's ledger has answered since the last failure.
  private(set) var isServerKnown = false
  /// The points that the ledger has confirmed since the start.
  private(set) var sentXP = 0

  private let outbox: Outbox
  private let owner: Owner
  private let senderLock: SenderLock
  private let requests: RequestSender
  private let clocks: Clocks
  private let language: any Language
  private let clock: LedgerClock
  private let introduction: LedgerIntroduction
  private var request: SentRequest?
  private var batch: Batch?
  /// What the ledger said last, since it was known to be there.
  private var heard: LedgerTotal?
  /// An answer said less than what had been heard before.
  private var isDoubtful = false
  /// How far the server's clock was ahead when that was last noted in the outbox, in milliseconds.
  private var notedSkew: Int64

  /// - Parameter notedSkew: How far the server's clock is ahead, in milliseconds, as an earlier run noted it.
  init(_ parts: SyncParts, over requests: RequestSender, clock: LedgerClock, notedSkew: Int64) {
    (outbox, owner, senderLock, clocks) = (parts.outbox, parts.owner, parts.senderLock, parts.clocks)
    language = parts.language
    (self.requests, self.clock, self.notedSkew) = (requests, clock, notedSkew)
    introduction = LedgerIntroduction(parts, over: requests)
  }

  /// Sends a channel's oldest events, if this process is the one that sends.
  ///
  /// - Parameters:
  ///   - skipped: Events that are left where they are.
  ///   - report: What the client says of itself beside those points.
  func sendBatch(
    of limit: Int, on channel: Channel, skipping skipped: [UniqueID], report: ([XPEvent]) -> ClientReport?
  ) throws(OutboxError) -> Start {
    guard senderLock.tryAcquire() else { return .senderElsewhere }
    let batch = try Batch(
      channel, limit: limit, skipping: skipped, from: outbox, of: owner, sentAt: clocks.wall(), report: report
    )
    guard !batch.ids.isEmpty || isDoubtful else { return .nothingLeft }
    guard introduction.isDone else {
      introduce()
      return .introducing
    }
    self.batch = batch
    send(batch.endpoint, json: batch.body) { result, ledger, now in
      .batch(SyncAnswer(result, on: channel, for: Set(batch.ids), from: ledger, at: now))
    }
    return .sent(batch.ids)
  }

  /// Asks for the ledger's total; first, where that is not known, who answers at the address.
  func fetchTotal() {
    guard introduction.isDone else { return introduce() }
    send(.xpTotal, json: nil) { result, ledger, now in
      .total(TotalAnswer(result, from: ledger, at: now))
    }
  }

  /// Reads anew where the ledger is and what speaks for the pupil; where either is another now, who is there is asked before
  /// anything else.
  ///
  /// - Returns: True where either is another now.
  func renew() -> Bool {
    guard requests.renew() else { return false }
    contactLost()
    return true
  }

  /// Nobody, or somebody else, is in the ledger's place: who is there is asked before anything else.
  func contactLost() {
    introduction.forget()
    isServerKnown = false
  }

  private func introduce() {
    willSend()
    let wasKnown = isServerKnown
    isServerKnown = false
    request?.drop()
    request = nil
    introduction.run { [weak self] outcome in
      guard let self else { return }
      if case .known = outcome {
        (isDoubtful, heard) = (false, introduction.total)
        isServerKnown = wasKnown
      }
      introduced(outcome)
    }
  }

  /// Puts back into the queues what this ledger refused before, where it may take it now.
  ///
  /// - Returns: True where something was.
  func offerAgain(to serverVersion: String?) throws(OutboxError) -> Bool {
    guard let serverVersion, requests.ledger != nil else { return false }
    return try outbox.offerAgain(
      of: owner, client: Release.version, server: serverVersion, at: clocks.wall())
  }

  /// Stores in the outbox what an answer said.
  ///
  /// - Returns: How things stand after it; nil where nothing is to be stored or only a note failed to be.
  func record(_ action: SyncMachine.Action) throws(OutboxError) -> OutboxSnapshot? {
    switch action {
    case .acknowledge(_, let ids, let confirmation):
      guard let batch else { return nil }
      let snapshot = try batch.acknowledge(
        ids, confirmation, in: outbox, of: owner, at: clocks.wall())
      sentXP += batch.points(of: ids)
      return snapshot
    case .quarantine(_, let rejections):
      let refused = rejections.map { (id: $0.id, code: $0.code, detail: $0.detail.text(in: language)) }
      return try outbox.quarantine(refused, owner: owner, at: clocks.wall())
    case .recordTotal(let total): return try outbox.recordTotal(total, owner: owner)
    // Notes for other processes; without them nothing is lost.
    case .recordQuestsUnknown: return try? outbox.recordQuestsUnknown(owner: owner)
    case .recordFailure(let trouble, let signInNeeded):
      return try? outbox.recordFailure(
        trouble.text(in: language), signInNeeded: signInNeeded, owner: owner)
    case .send, .fetchTotal, .cancelRequest, .checkCredentials, .finishLeaving: return nil
    }
  }

  /// Breaks the running request off; its answer is `.cancelled`, unless another comes first.
  func cancel() {
    request?.cancel()
    introduction.cancel()
  }

  /// Lets other processes send.
  func releaseLock() { senderLock.release() }

  private func send(
    _ endpoint: Endpoint, json: JSON?,
    read: @escaping (Result<HTTPResponse, TransportError>, UniqueID?, Timestamp) -> Answer
  ) {
    willSend()
    request?.drop()
    request = requests.send(endpoint, json: json) { [weak self] result in
      guard let self else { return }
      request = nil
      let answer = read(result, requests.ledger, clocks.wall())
      learnTime(from: result)
      if answer.isOfLedger { isServerKnown = true }
      compare(answer)
      if answer.isFailure { isServerKnown = false }
      if answer.isFailure || isDoubtful { introduction.forget() }
      answered(answer)
    }
  }

  /// A ledger that was restored from a backup between two requests gives itself away by a lower version, or by a total that
  /// is less than what it was with what has just been added: who is there is asked again, and what they have, before anything
  /// else is sent and before anything is called all sent. Where the events had been stored already, because an earlier answer
  /// was lost, that costs a few requests and nothing more.
  private func compare(_ answer: Answer) {
    let (total, points): (LedgerTotal, Int)
    switch answer {
    case .batch(.acknowledged(let ids, let confirmation)):
      (total, points) = (confirmation.total, batch?.points(of: ids) ?? 0)
    case .total(.total(let answered)): (total, points) = (answered, 0)
    case .batch, .total: return
    }
    if let heard, total.version < heard.version || total.totalXP < heard.totalXP + points {
      isDoubtful = true
    }
    heard = total
  }

  /// The ledger's clock, which tells the pupil's day where this computer's is wrong.
  private func learnTime(from result: Result<HTTPResponse, TransportError>) {
    guard case .success(let response) = result, requests.ledger != nil, response.isOf(requests.ledger),
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

  /// True where the next request may meet somebody else.
  fileprivate var isFailure: Bool {
    switch self {
    case .batch(.failed), .total(.failed): true
    case .batch, .total: false
    }
  }
}
