package import Primitives

/// Which build this is.
package enum Release {
  /// Told by `--version` and `GET /healthz`. What a server of one version refused, another may take.
  package static let version = "0.2.0"
}

/// What every answer of a glosa-server carries, errors of its HTTP layer included: an answer without it is some proxy's or
/// portal's, and says nothing of events, tokens or time.
package struct LedgerMark: Hashable, Sendable {
  /// The field that names the ledger.
  package static let ledgerField = "Glosa-Ledger"
  /// The field that tells the time by the server's clock. `Date` tells a proxy's.
  package static let timeField = "Glosa-Time"

  /// The ledger's identity.
  package let serverID: UniqueID
  /// The server's clock, to the millisecond; nil where it can't be read.
  package let time: Timestamp?

  /// Reads the mark of an answer; nil where no ledger is named.
  ///
  /// - Parameter field: The value of a field, by its name.
  package init?(_ field: (String) -> String?) {
    guard let serverID = field(Self.ledgerField).flatMap({ UniqueID($0) }) else { return nil }
    self.serverID = serverID
    time = field(Self.timeField).flatMap { Timestamp($0) }
  }
}
