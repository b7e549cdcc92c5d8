import Languages
import Primitives
import Transport
import Wire

extension Joining {
  /// The server at the address, once it has proved that it is the right one, and the ledger that it says it is. Speaks with
  /// the token of this computer where that ledger is its own and proves it as before: who is signed in is not kept waiting because others guess the PIN.
  static func connection(
    to address: String, code: JoinCode, allowsPlain: Bool, authorities: String?, as account: Account?
  ) throws(CommandFailure) -> (connection: ServerConnection, ledger: UniqueID?) {
    let directions = ServerDirections(
      address: address, fingerprint: code.fingerprint, authorities: authorities, allowsPlain: allowsPlain)
    let unproven = try ServerConnection(directions.place(), token: nil)
    let ledger = Health(json: try unproven.ask(.healthz).json)?.serverID
    guard let account, let serverID = account.serverID, ledger == serverID else { return (unproven, ledger) }
    // Anybody can repeat who the ledger is, and the system's authorities vouch for any name: what counts is the key or the
    // authority of before, or the very same address.
    let isProven = unproven.place.trust == account.place.trust && unproven.place.trust != .system
    if isProven || (unproven.place == account.place && !unproven.url.isReadableByOthers) {
      return (try ServerConnection(unproven.place, token: account.token), ledger)
    }
    if case .key = account.place.trust, code.fingerprint == nil, authorities == nil {
      throw CommandFailure(
        .notAllowed,
        Spoken.language.notProvenByKey(unproven.url.description, className: account.className)
      )
    }
    return (unproven, ledger)
  }
}
