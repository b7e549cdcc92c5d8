import Foundation
import Languages
import Outbox
import Primitives
import Sync
import TestSupport
import Tracking
import Transport
import Wire
import XP

/// The client's whole stack in this process: a real outbox file, the sync manager, libcurl, a student of a real server.
final class DirectPupil {
  let owner: Owner
  private(set) var sync: SyncManager
  private(set) var tracking: Tracking
  /// What the sync manager last said.
  let status = Watched<SyncStatus?>(nil)
  /// Ids that the server confirmed.
  let confirmed = Watched<Set<UniqueID>>([])
  /// Ids for which an award returned.
  private(set) var awarded: Set<UniqueID> = []
  let left = Watched<LeavingReport?>(nil)
  /// What became of its requests, before and after a restart.
  let requests = Watched(CountedTransport.Counts())

  private let folder: String
  private let trust: ServerTrust
  let token: String
  private var seed: UInt64

  /// Joins the class directly; everything else goes through `address`.
  init(_ classroom: Classroom, name: String, address: String, seed: UInt64) throws {
    let join = JoinRequest(classCode: classroom.classCode, displayName: name, pin: "1234", studentID: nil)
    let response = try CurlTransport().response(
      to: HTTPRequest(
        method: "POST", url: classroom.address + Route.join,
        headers: [HTTPHeader("Content-Type", "application/json")],
        body: join.json.utf8, trust: classroom.trust))
    guard let joined = JoinResponse(json: try JSON.parse(response.body)) else {
      throw ClassroomError(description: String(decoding: response.body, as: UTF8.self))
    }
    token = joined.token
    owner = Owner(ledger: address, studentID: joined.studentID)
    folder = classroom.folder + "/direct-" + name
    (self.seed, trust) = (seed, classroom.trust)
    (sync, tracking) = Self.stack(owner, trust, folder, token, seed, status, confirmed, left, requests)
    sync.start()
  }

  /// As if the program was killed and started again: nothing of the old one is told anything.
  func restart() {
    seed += 1
    status.update { $0 = nil }
    (sync, tracking) = Self.stack(owner, trust, folder, token, seed, status, confirmed, left, requests)
    sync.start()
  }

  /// The quests of the day on which this object was made; a test that runs over midnight has bad luck.
  lazy var quests = Quest.daily(for: owner.studentID, on: sync.today())

  /// Awards ten points, that many times.
  func award(_ count: Int) {
    for _ in 0..<count {
      let id = tracking.newEventID()
      if (try? tracking.awardXP(10, gameType: .typing, context: AwardContext(), id: id)) == 10 {
        awarded.insert(id)
      }
    }
  }

  /// Waits until everything is confirmed.
  func drained(within seconds: Double) -> Bool {
    let end = Date(timeIntervalSinceNow: seconds)
    sync.flush(forced: true)
    while true {
      let before = requests.current
      let now = sync.currentStatus()
      if now.pendingEvents == 0 && now.questPending == 0 && now.state == .synced { return true }
      // Only an answer changes that.
      guard end.timeIntervalSinceNow > 0 else { return false }
      requests.wait(upTo: end.timeIntervalSinceNow) { $0.ended > before.ended }
    }
  }

  /// Quick figures, so that hundreds of faults fit into a test.
  private static var configuration: SyncConfiguration {
    var configuration = SyncConfiguration()
    configuration.tick = 100
    configuration.throttle = 0
    configuration.shortestBackoff = 10
    configuration.longestBackoff = 100
    configuration.requestTimeout = 1500
    return configuration
  }

  private static func stack(
    _ owner: Owner, _ trust: ServerTrust, _ folder: String, _ token: String, _ seed: UInt64,
    _ status: Watched<SyncStatus?>, _ confirmed: Watched<Set<UniqueID>>, _ left: Watched<LeavingReport?>,
    _ requests: Watched<CountedTransport.Counts>
  ) -> (SyncManager, Tracking) {
    let clocks = Clocks.ofThisComputer { $0.date() }
    let outbox = Outbox(
      directory: folder, journalDirectories: [folder + "-journal"], now: clocks.wall,
      generator: SystemRandomNumberGenerator())
    var parts = SyncParts(
      outbox: outbox, senderLock: SenderLock(directory: folder), owner: owner,
      place: owner.ledger.map { ServerPlace($0, trust: trust) }, token: token,
      transport: CountedTransport(requests), scheduler: DispatchScheduler(label: "direct.sync"),
      clocks: clocks,
      seed: seed, language: English())
    parts.configuration = configuration
    let sync = SyncManager(parts) { @Sendable event in
      switch event {
      case .statusChanged(let new): status.update { $0 = new }
      case .confirmed(let ids): confirmed.update { $0.formUnion(ids) }
      case .left(let report): left.update { $0 = report }
      case .paused, .settled, .setsChanged: break
      }
    }
    let tracking = Tracking(
      outbox: outbox, sync: sync, owner: owner, generator: SystemRandomNumberGenerator())
    return (sync, tracking)
  }
}

/// libcurl, counted.
final class CountedTransport: WrappingTransport {
  struct Counts: Sendable {
    /// Requests that were begun, streams aside.
    var sent = 0
    /// Those of them that have ended, whatever came of them.
    var ended = 0
  }

  let base: any Transport = CurlTransport()
  private let counts: Watched<Counts>

  init(_ counts: Watched<Counts>) { self.counts = counts }

  @discardableResult
  func send(
    _ request: HTTPRequest, completion: @escaping @Sendable (Result<HTTPResponse, TransportError>) -> Void
  ) -> any Cancellable {
    counts.update { $0.sent += 1 }
    return base.send(request) { @Sendable [counts] result in
      completion(result)
      counts.update { $0.ended += 1 }
    }
  }
}
