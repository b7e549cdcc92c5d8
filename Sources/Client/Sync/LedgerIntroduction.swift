import Outbox
import Primitives
import Transport
import Wire
import XP

/// Finds out which ledger answers at the address before anything of the pupil's goes there: the token, above all.
///
/// It is asked anew after every failure: the address of today may be somebody else's tomorrow. Used on the sync manager's
/// scheduler alone.
final class LedgerIntroduction {
  /// What came of it.
  enum Outcome {
    /// It is the pupil's ledger. The version of its server is nil where that names none.
    case known(serverVersion: String?, wasRestored: Bool = false)
    case failed(SyncFailure)
    case signInNeeded
    case cancelled
  }

  /// True from the moment that the ledger was known to the next failure.
  private(set) var isDone = false

  /// The total that the ledger told while it was asked last; nil where it was not asked for one.
  private(set) var total: LedgerTotal?

  private let outbox: Outbox
  private let owner: Owner
  private let requests: RequestSender
  private let clocks: Clocks
  private let ledgerFound: (UniqueID) -> Void
  private var request: SentRequest?
  /// Makes each request for a page another.
  private var generator: SeededGenerator

  init(_ parts: SyncParts, over requests: RequestSender) {
    (outbox, owner, clocks) = (parts.outbox, parts.owner, parts.clocks)
    (self.requests, ledgerFound) = (requests, parts.ledgerFound)
    generator = SeededGenerator(seed: parts.seed)
  }

  /// Something failed: who is there has to be asked again.
  func forget() { isDone = false }

  /// Asks, wherever the ledger is said to be by now. An earlier asking is given up.
  func run(then: @escaping (Outcome) -> Void) {
    request?.drop()
    total = nil
    _ = requests.renew()
    request = requests.send(.healthz, asNobody: true) { [weak self] result in
      self?.healthAnswered(result, then: then)
    }
  }

  /// Breaks the asking off: the outcome is `.cancelled`.
  func cancel() { request?.cancel() }

  private func healthAnswered(
    _ result: Result<HTTPResponse, TransportError>, then: @escaping (Outcome) -> Void
  ) {
    guard let response = answer(of: result, else: then) else { return }
    let mark = LedgerMark(response.header)
    let health = (try? JSON.parse(response.body)).flatMap { Health(json: $0) }
    guard response.status == 200, let health, health.serverID == mark?.serverID else {
      return then(.failed(failure(of: response)))
    }
    guard let found = mark?.serverID else {
      // A server of before says no more of itself. It can't be the ledger of somebody who has met a newer one.
      return end(
        requests.ledger == nil ? .known(serverVersion: nil) : .failed(failure(of: response)),
        then)
    }
    let version = health.version
    guard let expected = requests.ledger else { return askWhoIAm(found, version, then: then) }
    guard found == expected else {
      return then(.failed(SyncFailure(.otherLedger(found), isNetworkFault: true)))
    }
    askForTotal(version, then: then)
  }

  /// A version that is lower than one that was heard is a ledger that was restored from a backup. (A batch could hide that:
  /// versions grow with every event.) Where it is not lower, other computers may have made it up: the events are compared.
  private func askForTotal(_ version: String?, then: @escaping (Outcome) -> Void) {
    let known = (try? outbox.snapshot(owner: owner))?.total?.version ?? 0
    let comparison: Result<LedgerComparison, OutboxError> = Result { () throws(OutboxError) in
      try LedgerComparison(in: outbox, of: owner)
    }
    if case .failure(let error) = comparison, case .historyUnavailable(_, isBusy: true) = error {
      return then(.failed(SyncFailure(.outbox(error), isOutboxFault: true)))
    }
    let isComparable = (try? comparison.get())?.isNeeded == true
    // Where nothing was acknowledged before, whatever is from now on has to be there the next time.
    if case .success = comparison, !isComparable { try? outbox.noteCompared(0, of: owner) }
    guard known > 0 || isComparable else { return end(.known(serverVersion: version), then) }
    request = requests.send(.xpTotal) { [weak self] result in
      guard let self else { return }
      request = nil
      switch TotalAnswer(result, from: requests.ledger, at: clocks.wall()) {
      case .cancelled: then(.cancelled)
      case .failed(let failure): then(.failed(failure))
      case .signInNeeded: then(.signInNeeded)
      case .total(let total):
        self.total = total
        let isRestored = total.version < known
        // Where the copies can't be read for a lasting reason, sending goes on until it is sure that some of them are needed.
        guard isRestored || isComparable else { return end(.known(serverVersion: version), then) }
        switch comparison {
        case .success(let comparison):
          compare(Asking(comparison, total, version, isRestored: isRestored), then: then)
        case .failure(let error): then(.failed(SyncFailure(.outbox(error), isOutboxFault: true)))
        }
      }
    }
  }

  /// The ledger's log while it is asked for, a page after the other.
  private struct Asking {
    var comparison: LedgerComparison
    let total: LedgerTotal
    let version: String?
    /// It is sure already that something is lost.
    let isRestored: Bool
    /// Where the next page begins.
    var before: String?
    var pages = 0

    /// What a ledger never has: the log of one that shows more is none.
    static let mostPages = 4000

    init(_ comparison: LedgerComparison, _ total: LedgerTotal, _ version: String?, isRestored: Bool) {
      (self.comparison, self.total, self.version, self.isRestored) = (comparison, total, version, isRestored)
    }
  }

  /// Asks the ledger for the events that it has until it is sure that it has all of them. One that has not gets the others
  /// again: they go back into the queue.
  ///
  /// Each request is like no other, so that no proxy answers it with what the ledger had once.
  private func compare(_ asking: Asking, then: @escaping (Outcome) -> Void) {
    let length = asking.isRestored ? Limit.pageEvents.upperBound : asking.comparison.pageLength
    let query =
      Endpoint.query((.limit, "\(length)"), (.before, asking.before))
      + "&fresh=\(String(generator.next(), radix: 36))"
    request = requests.send(.xpEvents, query: query) { [weak self] result in
      guard let self else { return }
      guard let response = answer(of: result, else: then) else { return }
      guard response.isOf(requests.ledger), response.status == 200, let json = try? JSON.parse(response.body),
        let page = LedgerPage.Index(json: json), asking.pages < Asking.mostPages
      else { return then(.failed(failure(of: response))) }
      var asking = asking
      asking.comparison.take(page.ids)
      asking.pages += 1
      asking.before = page.nextBefore
      do throws(OutboxError) {
        if !asking.isRestored, try asking.comparison.isWhole() { return found(asking, then) }
        if asking.before != nil, !page.isEmpty { return compare(asking, then: then) }
        _ = try outbox.sendAgain(of: owner, but: asking.comparison.stored, total: asking.total)
      } catch {
        return then(.failed(SyncFailure(.outbox(error), isOutboxFault: true)))
      }
      found(asking, wasRestored: true, then)
    }
  }

  private func found(_ asking: Asking, wasRestored: Bool = false, _ then: (Outcome) -> Void) {
    // Where that can't be noted, the next comparison looks at more than it has to.
    if let newest = asking.comparison.newest { try? outbox.noteCompared(newest, of: owner) }
    end(.known(serverVersion: asking.version, wasRestored: wasRestored), then)
  }

  /// Nobody knows yet which ledger the pupil's points belong to: the one that knows the pupil.
  private func askWhoIAm(_ found: UniqueID, _ version: String?, then: @escaping (Outcome) -> Void) {
    request = requests.send(.me) { [weak self] result in
      guard let self, let response = answer(of: result, else: then) else { return }
      guard LedgerMark(response.header)?.serverID == found else {
        return then(.failed(failure(of: response)))
      }
      if response.status == 401 || response.status == 403 { return then(.signInNeeded) }
      guard response.status == 200, let json = try? JSON.parse(response.body),
        Me(json: json)?.id == owner.studentID
      else { return then(.failed(failure(of: response))) }
      do throws(OutboxError) {
        try outbox.recordLedger(found, of: owner.studentID)
      } catch {
        return then(.failed(SyncFailure(.outbox(error), isOutboxFault: true)))
      }
      requests.ledger = found
      ledgerFound(found)
      askForTotal(version, then: then)
    }
  }

  /// The answer to the running request; nil where there is none, which ends the asking.
  private func answer(
    of result: Result<HTTPResponse, TransportError>, else then: (Outcome) -> Void
  ) -> HTTPResponse? {
    request = nil
    switch result {
    case .success(let response): return response
    case .failure(.cancelled): then(.cancelled)
    case .failure(let error): then(.failed(SyncFailure(error)))
    }
    return nil
  }

  /// Why an answer is none: the ledger has no time just now, or it is not the ledger's.
  private func failure(of response: HTTPResponse) -> SyncFailure {
    if requests.ledger != nil, response.isOf(requests.ledger),
      case .failed(let failure) = SyncAnswer(
        .success(response), for: [], from: requests.ledger, at: clocks.wall())
    {
      return failure
    }
    return .unexpectedResponse(response, at: clocks.wall())
  }

  private func end(_ outcome: Outcome, _ then: (Outcome) -> Void) {
    if case .known = outcome { isDone = true }
    then(outcome)
  }
}
