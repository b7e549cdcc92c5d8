package import Languages
package import Outbox
package import Primitives
package import Transport

/// What a sync manager is made of: everything that it knows of the world around it.
package struct SyncParts: Sendable {
  /// Where the events wait.
  package var outbox: Outbox
  /// The right to send them.
  package var senderLock: SenderLock
  /// Whose events.
  package var owner: Owner
  /// Where the ledger was last found. Nil for an owner without a server.
  package var place: ServerPlace?
  /// The bearer token of `owner`; nil sends nothing, as for an owner without a server.
  package var token: String?
  /// The way to the server.
  package var transport: any Transport
  /// Where the manager lives.
  package var scheduler: any Scheduler
  /// What the computer says of the time of day.
  package var clocks: Clocks
  /// For jitter.
  package var seed: UInt64
  /// What the pupil is told is said in.
  package var language: any Language
  /// The figures.
  package var configuration = SyncConfiguration()
  /// Reads anew where the ledger is and what speaks for the owner, on the scheduler: after a 401, and before it is asked again
  /// who is there, which is after each failure. Nil where nobody has a word on this owner.
  package var renewed: @Sendable () -> RequestBuilder? = { nil }
  /// Told which ledger the owner's points belong to, where that was not known: the next start's owner names it.
  package var ledgerFound: @Sendable (UniqueID) -> Void = { _ in }
  /// Where the server's word sets go; nil downloads none.
  package var setCache: (any WordSetCache)?
  /// Tells the server every few seconds that the pupil plays, for the teacher's board.
  package var saysPresence = false

  /// Parts with the design's figures, without word sets and presence.
  package init(
    outbox: Outbox, senderLock: SenderLock, owner: Owner, place: ServerPlace?, token: String?,
    transport: any Transport, scheduler: any Scheduler, clocks: Clocks, seed: UInt64,
    language: any Language
  ) {
    self.place = place
    self.outbox = outbox
    self.senderLock = senderLock
    self.owner = owner
    self.token = token
    self.transport = transport
    self.scheduler = scheduler
    self.clocks = clocks
    self.seed = seed
    self.language = language
  }

  /// True where there is a server to send to.
  var sends: Bool { owner.ledger != nil && place != nil && token != nil }
}
