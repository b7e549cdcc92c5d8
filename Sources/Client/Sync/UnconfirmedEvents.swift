import Outbox
import Primitives
import Synchronization

/// The events of this run that the ledger has not acknowledged yet: so that each is confirmed although another process of this
/// computer has sent it.
///
/// From any thread: an event is here before it is in the outbox, from where it may be sent at once.
final class UnconfirmedEvents: Sendable {
  private let ids = Mutex<Set<UniqueID>>([])
  private let outbox: Outbox
  private let owner: Owner
  private let report: @Sendable (SyncEvent) -> Void

  init(_ parts: SyncParts, report: @escaping @Sendable (SyncEvent) -> Void) {
    (outbox, owner, self.report) = (parts.outbox, parts.owner, report)
  }

  /// An event is about to be stored.
  func storing(_ id: UniqueID) {
    guard owner.ledger != nil else { return }
    ids.withLock { _ = $0.insert(id) }
  }

  /// It could not be stored: nothing will confirm it.
  func failed(_ id: UniqueID) { ids.withLock { _ = $0.remove(id) } }

  /// The ledger named these, and they are out of the outbox.
  func acknowledged(_ acknowledged: [UniqueID]) {
    ids.withLock { $0.subtract(acknowledged) }
    report(.confirmed(acknowledged))
  }

  /// Another process has changed the outbox: reports what it has heard the ledger name.
  func lookForAcknowledged() {
    let waiting = ids.withLock(\.self)
    guard !waiting.isEmpty, let found = try? outbox.acknowledged(among: waiting.sorted(), of: owner),
      !found.isEmpty
    else { return }
    acknowledged(found)
  }
}
