public import Outbox
public import Primitives
public import Transport

/// What a sync manager is made of: everything that it knows of the world around it.
public struct SyncParts: Sendable {
  /// Where the events wait.
  public var outbox: Outbox
  /// The right to send them.
  public var senderLock: SenderLock
  /// Whose events.
  public var owner: Owner
  /// Where the ledger was last found. Nil for an owner without a server.
  public var place: ServerPlace?
  /// The bearer token of `owner`; nil sends nothing, as for an owner without a server.
  public var token: String?
  /// The way to the server.
  public var transport: any Transport
  /// Where the manager lives.
  public var scheduler: any Scheduler
  /// What the computer says of the time of day.
  public var clocks: Clocks
  /// For jitter.
  public var seed: UInt64
  /// The figures.
  public var configuration = SyncConfiguration()
  /// Reads anew where the ledger is and what speaks for the owner, on the scheduler: after a 401, and before it is asked again
  /// who is there, which is after each failure. Nil where nobody has a word on this owner.
  public var renewed: @Sendable () -> RequestBuilder? = { nil }
  /// Told which ledger the owner's points belong to, where that was not known: the next start's owner names it.
  public var ledgerFound: @Sendable (UniqueID) -> Void = { _ in }
  /// Where the server's word sets go; nil downloads none.
  public var shelf: (any SetShelf)?
  /// Tells the server every few seconds that the pupil plays, for the teacher's board.
  public var saysPresence = false

  /// Parts with the design's figures, without word sets and presence.
  public init(
    outbox: Outbox, senderLock: SenderLock, owner: Owner, place: ServerPlace?, token: String?,
    transport: any Transport, scheduler: any Scheduler, clocks: Clocks, seed: UInt64
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
  }

  /// True where there is a server to send to.
  var sends: Bool { owner.ledger != nil && place != nil && token != nil }
}
