import Outbox
import Primitives
import Wire

/// Whether a ledger still has what it acknowledged to this computer, as far as the pages of its log, the newest first, have
/// shown it.
///
/// A ledger that is restored from a backup has lost the end of its log. A lower version gives that away, but only until other
/// computers of the same pupil, or this one, have made the missing versions up: what tells for good is whether the events
/// themselves are there. The log is append-only and a restore cuts off its end, so the newest acknowledged event being there
/// means that all before it are; where a restore went unseen and more was acknowledged after it, the lost ones are missing
/// among those that are there.
struct LedgerComparison {
  /// What is asked for at first: enough for a lesson's last events, and small.
  private static let firstPage = 50

  /// The events of points that the ledger has, as far as it has shown them.
  private(set) var stored: Set<UniqueID> = []
  /// What it acknowledged, the newest first, as far as that was read.
  private var acknowledged: [AcknowledgedEvent]
  /// So many of the newest have to be there.
  private var required: Int
  /// So many of the newest are there.
  private var found = 0
  private var hasLookedForGaps = false
  private let outbox: Outbox
  private let owner: Owner

  /// A comparison that has seen nothing of the ledger yet.
  ///
  /// What was acknowledged since the ledger was last found to have everything is asked for to the last event; where it never was
  /// compared, the newest is.
  init(in outbox: Outbox, of owner: Owner) throws(OutboxError) {
    (self.outbox, self.owner) = (outbox, owner)
    acknowledged = try outbox.newestAcknowledged(1, sinceCompared: true, of: owner)
    required = acknowledged.count
  }

  /// True where there is anything to compare.
  var isNeeded: Bool { required > 0 }

  /// The position of the newest event that was acknowledged; nil where none was.
  var newest: Int64? { acknowledged.first?.position }

  /// How many events the next page is to have.
  var pageLength: Int {
    let longest = Limit.pageEvents.upperBound
    return stored.isEmpty ? min(longest, Self.firstPage + required) : longest
  }

  /// Takes the next page in.
  mutating func take(_ ids: some Sequence<UniqueID>) { stored.formUnion(ids) }

  /// True once everything that has to be there is.
  mutating func isWhole() throws(OutboxError) -> Bool {
    if !hasLookedForGaps { try read(stored.count) }
    while found < acknowledged.count, stored.contains(acknowledged[found].id) { found += 1 }
    if found >= required, !hasLookedForGaps {
      hasLookedForGaps = true
      // One that is there behind one that is not: a gap, or an order that a resend has changed. The next pages tell.
      if let last = acknowledged.lastIndex(where: { stored.contains($0.id) }) {
        required = max(required, last + 1)
      }
    }
    return found >= required
  }

  private mutating func read(_ count: Int) throws(OutboxError) {
    guard count > acknowledged.count else { return }
    acknowledged = try outbox.newestAcknowledged(count, of: owner)
  }
}
