package import Primitives

/// The answer to `GET /healthz`.
package struct Health: Hashable, WireValue {
  /// The identity of the ledger; nil from a server of before.
  package let serverID: UniqueID?
  /// `Release.version` of the server; nil from one of before.
  package let version: String?

  package init(serverID: UniqueID, version: String) {
    self.serverID = serverID
    self.version = version
  }

  /// Reads an answer; nil where it is not a server's that is well.
  package init?(json: JSON) {
    guard json["status"] == "ok" else { return nil }
    serverID = json["server_id"]?.id
    version = json["version"]?.string
  }

  package var json: JSON { ["status": "ok", "server_id": .id(serverID), "version": .text(version)] }
}

/// The answer to `GET /readyz` where the store answers.
package struct Readiness: Hashable, WireValue {
  package init() {}

  /// Reads an answer; nil where it is not that of a server that is ready.
  package init?(json: JSON) {
    guard json["status"] == "ready" else { return nil }
  }

  package var json: JSON { ["status": "ready"] }
}
