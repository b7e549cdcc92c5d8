import Primitives
import Transport
import Wire

extension Joining {
  /// The server at the address, once it has proved that it is the right one, and the ledger that it says it is. Speaks with the token of this computer where that ledger is
  /// its own: who is signed in is not kept waiting because others guess the PIN.
  static func connection(
    to address: String, code: JoinCode, allowsPlain: Bool, authorities: String?, as account: Account?
  ) throws(CommandFailure) -> (connection: ServerConnection, ledger: UniqueID?) {
    let directions = ServerDirections(
      address: address, fingerprint: code.fingerprint, authorities: authorities, allowsPlain: allowsPlain)
    let stranger = try ServerConnection(directions.place(), token: nil)
    let ledger = try stranger.ask("GET", Route.healthz).json["server_id"]?.id
    guard let account, let serverID = account.serverID, ledger == serverID else { return (stranger, ledger) }
    return (try ServerConnection(stranger.place, token: account.token), ledger)
  }
}
