import Files
package import Primitives

/// Which ledger a teacher's token is for: learned where the token is used first, and kept in a file beside the token's.
package struct TeacherLedger {
  private let path: String
  /// Tells whether it is still the same token, and gives none of it away that matters.
  private let beginning: String

  /// What is known of the token in a file.
  package init(tokenFile: String, token: String) {
    path = tokenFile + ".ledger"
    beginning = String(token.prefix(8))
  }

  /// The ledger; nil where the token was not used yet.
  package var known: UniqueID? {
    guard let json = (try? Files.read(path)).flatMap({ try? JSON.parse($0) }),
      json["token"]?.string == beginning
    else { return nil }
    return json["server_id"]?.id
  }

  /// Keeps the ledger. Where the folder takes no file it is learned anew the next time.
  package func keep(_ ledger: UniqueID) {
    let json: JSON = ["server_id": .id(ledger), "token": .string(beginning)]
    try? Files.writePrivately(json.utf8, to: path)
  }
}
