/// How much a store asks of its database, and how long it waits.
struct PostgresLimits: Sendable {
  /// Connections at most. A commit waits for a disk, and a processor is free meanwhile.
  var connections = 8
  /// Calls that wait for a connection at most.
  var waiting = 512
  /// How long the database may work on one command before it gives up; nil for as long as it takes.
  var statement: Duration? = .seconds(10)
  /// How long an answer may take from a database that has stopped answering.
  var answer: Duration? = .seconds(15)

  /// For a server.
  static let serving = PostgresLimits()
  /// For a command that reads a whole ledger, and does nothing else.
  static let maintenance = PostgresLimits(connections: 1, statement: nil, answer: nil)
}
