import ArgumentParser
import Logging
import PostgresStore
import Primitives
import SQLiteStore
import Store

/// `glosa-server new-identity`: makes a copy of a database a ledger of its own.
struct NewIdentityCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new-identity",
    abstract: "Give a copy of a database an identity of its own, so that it can run beside its original.",
    discussion: """
      Pupils' computers know a ledger by its identity, at whatever address. A restored backup keeps it, and takes the \
      original's place. A copy that is to run beside the original (to try an update, say) must have another: otherwise \
      points could go to either. Pupils who joined the original have to join the copy anew. Stop its server first.
      """)

  @OptionGroup var databaseOption: DatabaseOption

  func run() async throws {
    try await ServerCommand.reporting {
      let id =
        switch try DatabaseLocation(databaseOption, environment: .process) {
        case .file(let path):
          try await renewed(in: SQLiteStore(path: path)) { try await $0.renewIdentity() }
        case .postgres(let url):
          try await renewed(
            in: PostgresStore(url: url, purpose: .maintenance, logger: Logger(label: "glosa-server"))
          ) { try await $0.renewIdentity() }
        }
      StandardStream.output.write("This ledger is \(id) from now on.\n")
    }
  }

  private func renewed<Kind: Store>(
    in store: Kind, _ renew: (Kind) async throws -> UniqueID
  ) async throws -> UniqueID {
    let id = try await renew(store)
    try await store.close()
    return id
  }
}
