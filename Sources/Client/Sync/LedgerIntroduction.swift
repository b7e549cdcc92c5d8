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

  private let outbox: Outbox
  private let owner: Owner
  private let requests: RequestSender
  private let clocks: Clocks
  private let ledgerFound: (UniqueID) -> Void
  private var request: SentRequest?

  init(_ parts: SyncParts, over requests: RequestSender) {
    (outbox, owner, clocks) = (parts.outbox, parts.owner, parts.clocks)
    (self.requests, ledgerFound) = (requests, parts.ledgerFound)
  }

  /// Something failed: who is there has to be asked again.
  func forget() { isDone = false }

  /// Asks. An earlier asking is given up.
  func run(then: @escaping (Outcome) -> Void) {
    request?.drop()
    request = requests.send("GET", Route.healthz, asNobody: true) { [weak self] result in
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
    let json = try? JSON.parse(response.body)
    guard response.status == 200, json?["status"] == "ok", json?["server_id"]?.id == mark?.serverID else {
      return then(.failed(failure(of: response)))
    }
    guard let found = mark?.serverID else {
      // A server of before says no more of itself. It can't be the ledger of somebody who has met a newer one.
      return end(
        requests.ledger == nil ? .known(serverVersion: nil) : .failed(failure(of: response)),
        then)
    }
    let version = json?["version"]?.string
    guard let expected = requests.ledger else { return askWhoIAm(found, version, then: then) }
    guard found == expected else {
      return then(.failed(SyncFailure(SyncPhrase.otherLedger(found), isNetworkFault: true)))
    }
    askForTotal(version, then: then)
  }

  /// A version that is lower than one that was heard is a ledger that was restored from a backup. (A batch could hide that:
  /// versions grow with every event.)
  private func askForTotal(_ version: String?, then: @escaping (Outcome) -> Void) {
    guard let known = (try? outbox.snapshot(owner: owner))?.total?.version, known > 0 else {
      return end(.known(serverVersion: version), then)
    }
    request = requests.send("GET", Route.xpTotal) { [weak self] result in
      guard let self else { return }
      request = nil
      switch TotalAnswer(result, from: requests.ledger, at: clocks.wall()) {
      case .cancelled: then(.cancelled)
      case .failed(let failure): then(.failed(failure))
      case .signInNeeded: then(.signInNeeded)
      case .total(let total) where total.version >= known: end(.known(serverVersion: version), then)
      case .total(let total): findOutWhatIsLost(total, version, then: then)
      }
    }
  }

  /// Asks a restored ledger for the events that it has, a page after the other, and puts the others into the queue again.
  private func findOutWhatIsLost(
    _ total: LedgerTotal, _ version: String?, stored: Set<UniqueID> = [], before: String? = nil,
    then: @escaping (Outcome) -> Void
  ) {
    let page = Route.xpEvents + "?limit=500" + (before.map { "&before=\($0)" } ?? "")
    request = requests.send("GET", page) { [weak self] result in
      guard let self else { return }
      guard let response = answer(of: result, else: then) else { return }
      guard response.isOf(requests.ledger), response.status == 200, let json = try? JSON.parse(response.body),
        let events = json["events"]?.array
      else { return then(.failed(failure(of: response))) }
      let stored = stored.union(events.compactMap { $0["id"]?.id })
      if let next = json["next_before"]?.string, !events.isEmpty {
        return findOutWhatIsLost(total, version, stored: stored, before: next, then: then)
      }
      do throws(OutboxError) {
        _ = try outbox.sendAgain(of: owner, but: stored, total: total)
      } catch {
        return then(.failed(SyncFailure(error.description)))
      }
      end(.known(serverVersion: version, wasRestored: true), then)
    }
  }

  /// Nobody knows yet which ledger the pupil's points belong to: the one that knows the pupil.
  private func askWhoIAm(_ found: UniqueID, _ version: String?, then: @escaping (Outcome) -> Void) {
    request = requests.send("GET", Route.me) { [weak self] result in
      guard let self, let response = answer(of: result, else: then) else { return }
      guard LedgerMark(response.header)?.serverID == found else {
        return then(.failed(failure(of: response)))
      }
      if response.status == 401 || response.status == 403 { return then(.signInNeeded) }
      guard response.status == 200, let json = try? JSON.parse(response.body),
        json["id"]?.id == owner.studentID
      else { return then(.failed(failure(of: response))) }
      do throws(OutboxError) {
        try outbox.recordLedger(found, of: owner.studentID)
      } catch {
        return then(.failed(SyncFailure(error.description)))
      }
      requests.ledger = found
      ledgerFound(found)
      end(.known(serverVersion: version), then)
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
    case .failure(let error): then(.failed(SyncFailure(error.description, isNetworkFault: true)))
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
    return .stranger(response, at: clocks.wall())
  }

  private func end(_ outcome: Outcome, _ then: (Outcome) -> Void) {
    if case .known = outcome { isDone = true }
    then(outcome)
  }
}

extension SyncFailure {
  /// An answer that is none of the expected ledger's: it says nothing of events, tokens or time.
  static func stranger(_ response: HTTPResponse, at now: Timestamp) -> SyncFailure {
    let retryAfter = response.header("Retry-After").flatMap { RetryAfter.seconds($0, now: now) }
    let isElsewhere = (300..<400).contains(response.status)
    return SyncFailure(
      isElsewhere ? SyncPhrase.redirected : SyncPhrase.notGlosa(status: response.status),
      // Whoever that is may ask for patience, but not for an hour's.
      retryAfter: retryAfter.map { min($0, 60) }, isNetworkFault: true)
  }
}

extension HTTPResponse {
  /// True where it is the answer of that ledger; with none known, of any, or a success of a server of before.
  func isOf(_ ledger: UniqueID?) -> Bool {
    let mark = LedgerMark(header)
    guard let ledger else { return mark != nil || (200..<300).contains(status) }
    return mark?.serverID == ledger
  }
}
