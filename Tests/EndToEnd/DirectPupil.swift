import Foundation
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

  private let folder: String
  let token: String
  private var seed: UInt64

  /// Joins the class directly; everything else goes through `address`.
  init(_ classroom: Classroom, name: String, address: String, seed: UInt64) throws {
    let join = JoinRequest(classCode: classroom.code, displayName: name, pin: "1234", studentID: nil)
    let response = try CurlTransport().response(
      to: HTTPRequest(
        method: "POST", url: classroom.address + Route.join,
        headers: [HTTPHeader("Content-Type", "application/json")],
        body: join.json.utf8))
    guard let joined = JoinResponse(json: try JSON.parse(response.body)) else {
      throw ClassroomError(description: String(decoding: response.body, as: UTF8.self))
    }
    token = joined.token
    owner = Owner(server: address, studentID: joined.studentID)
    folder = classroom.folder + "/direct-" + name
    self.seed = seed
    (sync, tracking) = Self.stack(owner, folder, token, seed, status, confirmed, left)
    sync.start()
  }

  /// As if the program was killed and started again: nothing of the old one is told anything.
  func restart() {
    seed += 1
    status.update { $0 = nil }
    (sync, tracking) = Self.stack(owner, folder, token, seed, status, confirmed, left)
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
    sync.flush(forced: true)
    return eventually(within: seconds) {
      let now = sync.currentStatus()
      return now.pendingEvents == 0 && now.questPending == 0 && now.state == .synced
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
    _ owner: Owner, _ folder: String, _ token: String, _ seed: UInt64, _ status: Watched<SyncStatus?>,
    _ confirmed: Watched<Set<UniqueID>>, _ left: Watched<LeavingReport?>
  ) -> (SyncManager, Tracking) {
    let clocks = Clocks.ofThisComputer { $0.date() }
    let outbox = Outbox(
      directory: folder, journalDirectories: [folder + "-journal"], now: clocks.wall,
      generator: SystemRandomNumberGenerator())
    var parts = SyncParts(
      outbox: outbox, senderLock: SenderLock(directory: folder), owner: owner, token: token,
      transport: CurlTransport(), scheduler: DispatchScheduler(label: "direct.sync"), clocks: clocks,
      seed: seed)
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
