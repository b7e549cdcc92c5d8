import Game
import Glibc
import Languages
package import Outbox
package import Primitives
package import Sync
package import Tracking
package import Transport
import XP

/// A pupil at this computer, with everything their points need: outbox, sync manager, tracking.
package struct Session: Sendable {
  package let owner: Owner
  let name: String
  let className: String?
  package let outbox: Outbox
  package let sync: SyncManager
  package let tracking: Tracking

  /// Who plays here: the joined class's student, or the local profile.
  package struct Identity: Hashable, Sendable {
    package let owner: Owner
    package let name: String
    package let className: String?
    /// The joined class's account; nil for the local profile.
    package let account: Account?

    package init(owner: Owner, name: String, className: String?, account: Account?) {
      (self.owner, self.name, self.className, self.account) = (owner, name, className, account)
    }
    /// What speaks for the pupil at the server; nil without a class.
    package var token: String? { account?.token }

    /// True for the owner itself, under whichever name the outbox has it.
    package func isOwner(_ other: Owner) -> Bool {
      other.studentID == owner.studentID && (other.ledger == owner.ledger || other.ledger == account?.server)
    }

    /// The identity of this computer.
    package static func current(in directories: Directories) throws(CommandFailure) -> Identity {
      if let account = try Account.current(in: directories) {
        for id in [account.studentID] + account.brings {
          try? LocalProfile.renew(ifHeldBy: id, in: directories)
        }
        return Identity(
          owner: account.owner, name: account.name, className: account.className, account: account)
      }
      let profile = LocalProfile.current(in: directories)
      return Identity(
        owner: Owner(ledger: nil, studentID: profile.studentID), name: profile.name, className: nil,
        account: nil)
    }
  }

  /// Opens the outbox and puts the parts together; nothing is sent before `sync.start()`. Touches the disk.
  ///
  /// - Parameters:
  ///   - sends: False keeps everything on this computer, class or no class.
  ///   - plays: Somebody plays here, and the teacher's board is to know.
  ///   - report: Called on the sync manager's queue.
  package init(
    of identity: Identity, in directories: Directories, sends: Bool = true, plays: Bool = false,
    transport: any Transport, configuration: SyncConfiguration = .fromEnvironment,
    report: @escaping @Sendable (SyncEvent) -> Void
  ) {
    owner = identity.owner
    name = identity.name
    className = identity.className
    outbox = Outbox(of: directories)
    let owner = identity.owner
    var parts = SyncParts(
      outbox: outbox, senderLock: SenderLock(directory: directories.data, fallbacks: directories.journals),
      owner: owner, place: identity.account?.place, token: sends ? identity.token : nil,
      transport: transport,
      scheduler: DispatchScheduler(label: "glosa.sync"), clocks: Self.clocks,
      seed: .random(in: .min ... .max), language: Spoken.language)
    parts.configuration = configuration
    parts.renewed = { @Sendable in
      Self.account(of: owner, in: directories).map { RequestBuilder($0.place, token: $0.token) }
    }
    parts.ledgerFound = { @Sendable serverID in
      // The next start's owner names it; until then the outbox knows the owner by either name.
      if let account = Self.account(of: owner, in: directories) {
        try? account.with(serverID: serverID).save(in: directories)
      }
    }
    parts.setCache = identity.account.map { DownloadedSets(of: $0, in: directories) }
    parts.saysPresence = plays
    // For those who look at what waits on this computer; without it nothing is lost.
    if let account = identity.account {
      // What came in from a journal since the ledger was met is still under its address.
      if let serverID = account.serverID {
        try? outbox.recordLedger(serverID, of: account.studentID)
      }
      try? outbox.describe(
        owner, name: account.name, className: account.className, address: account.server)
      outbox.bringAlong(to: account)
    }
    sync = SyncManager(parts, report: report)
    tracking = Tracking(
      outbox: outbox, sync: sync, owner: owner, generator: SystemRandomNumberGenerator())
  }

  /// Takes along what was won here without a class while, in another window, the pupil joined one and said that it comes
  /// along. To be called at the end of a game.
  package func bringAlong(in directories: Directories) {
    guard owner.ledger == nil, let account = try? Account.current(in: directories) else { return }
    outbox.bringAlong(to: account)
  }

  /// The account of this computer, if it is still this owner's.
  private static func account(of owner: Owner, in directories: Directories) -> Account? {
    guard let account = try? Account.current(in: directories), account.studentID == owner.studentID,
      account.owner == owner || account.server == owner.ledger
    else { return nil }
    return account
  }

  private static let clocks = Clocks.ofThisComputer { moment in
    moment.date(offsetSeconds: LocalTime.offsetSeconds(at: moment.milliseconds / 1000))
  }

  /// The computer's clock.
  @Sendable package static func wallClock() -> Timestamp { clocks.wall() }

  /// Milliseconds of the monotonic clock that the sync manager and the screen share.
  package static func monotonicMilliseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}

extension Outbox {
  /// The outbox of this computer. Touches the disk.
  package convenience init(of directories: Directories) {
    self.init(
      directory: directories.data, journalDirectories: directories.journals,
      otherJournals: directories.otherJournals, mayBeInMemory: directories.isDataChosen,
      now: Session.wallClock,
      generator: SystemRandomNumberGenerator())
  }

  /// Takes what an account's pupil said comes along. What can't be taken now waits for the next time, and is told.
  func bringAlong(to account: Account) {
    for profile in account.brings { _ = try? bring(from: profile, to: account.owner) }
  }
}

extension SyncConfiguration {
  /// The design's figures, or what `GLOSA_SYNC_TICK_MS`, `GLOSA_SYNC_THROTTLE_MS` and `GLOSA_SYNC_BATCH` say.
  package static let fromEnvironment: SyncConfiguration = {
    var configuration = SyncConfiguration()
    func number(_ variable: String, in range: ClosedRange<Int64>) -> Int64? {
      processEnvironment[variable].flatMap { Int64($0) }.flatMap { range.contains($0) ? $0 : nil }
    }
    if let tick = number("GLOSA_SYNC_TICK_MS", in: 50...600_000) { configuration.tick = tick }
    if let throttle = number("GLOSA_SYNC_THROTTLE_MS", in: 0...600_000) { configuration.throttle = throttle }
    if let batch = number("GLOSA_SYNC_BATCH", in: 1...500) { configuration.batchSize = Int(batch) }
    return configuration
  }()
}
