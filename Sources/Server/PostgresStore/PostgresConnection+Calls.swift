import CPostgres
import Primitives

/// A call of one of the database's functions.
struct FunctionCall: Sendable {
  /// Without the schema.
  let function: String
  /// Its one argument, as JSON text.
  let argument: String
  let caller: Caller
}

/// What a call leaves behind.
enum CallEffect: CaseIterable {
  /// Nothing, or what a second time changes no more: it answers the same where it is done already.
  case idempotent
  /// Something more each time.
  case once
}

extension PostgresConnection {
  /// Makes the session fit for calls: nothing runs for ever, and a commit is on disk when it returns, whatever the
  /// configuration is changed to while the session lives.
  func prepareForCalls(_ limits: PostgresLimits) async throws(ConnectionFailure) {
    let milliseconds = limits.statement.map { Int($0 / .milliseconds(1)) } ?? 0
    _ = try await query(
      """
      SET statement_timeout = \(milliseconds);
      SET idle_in_transaction_session_timeout = \(2 * milliseconds);
      SET client_min_messages = error;
      SET default_transaction_isolation = 'read committed';
      SELECT set_config('synchronous_commit', coalesce(nullif(current_setting('synchronous_commit'), 'off'), 'on'), false);
      """)
    try await blocking { () throws(ConnectionFailure) in self.answerTimeout = limits.answer }
  }

  /// Makes a call in a transaction of its own, in one round trip; the text of what it returned, nil for SQL NULL.
  ///
  /// All that is sent up to a mark of the pipeline is one transaction, which is committed when the mark is answered.
  func run(_ call: FunctionCall) async throws(ConnectionFailure) -> String? {
    try await blocking { () throws(ConnectionFailure) in try self.runBlocking(call) }
  }

  private func runBlocking(_ call: FunctionCall) throws(ConnectionFailure) -> String? {
    try checkOpen()
    if !isPipelined {
      guard PQenterPipelineMode(handle) == 1 else { throw dropped(mayHaveRun: false) }
      isPipelined = true
    }
    let (role, claims) = call.caller.settings
    var steps: [Step] = []
    try send(
      .command("SELECT set_config('role', $1, true), set_config('request.jwt.claims', $2, true)"),
      [role, claims], &steps)
    try send(.call(call.function), [call.argument], &steps)
    return try receive(steps)
  }

  /// One command on its way, in the order of sending.
  fileprivate enum Step {
    case preparing(String)
    case command
    /// Its value is the answer.
    case call
  }

  private enum Statement {
    case command(String)
    case call(String)

    var sql: String {
      switch self {
      case .command(let sql): sql
      case .call(let function): "SELECT public.\(function)($1::jsonb)"
      }
    }
  }

  /// Queues a statement, and before it, once a session, its preparation. The statement's text is its name.
  private func send(
    _ statement: Statement, _ parameters: [String], _ steps: inout [Step]
  ) throws(ConnectionFailure) {
    let name = statement.sql
    if !prepared.contains(name) {
      guard PQsendPrepare(handle, name, name, 0, nil) == 1 else { throw dropped(mayHaveRun: false) }
      steps.append(.preparing(name))
    }
    guard sendExecution(of: name, parameters[...]) == 1 else { throw dropped(mayHaveRun: false) }
    switch statement {
    case .call: steps.append(.call)
    case .command: steps.append(.command)
    }
  }

  /// Queues a prepared statement with its parameters, which all stay in place until libpq has copied them: `values` are
  /// those before `parameters`.
  private func sendExecution(
    of name: String, _ parameters: ArraySlice<String>, after values: [UnsafePointer<CChar>?] = []
  ) -> Int32 {
    guard let next = parameters.first else {
      return PQsendQueryPrepared(handle, name, Int32(values.count), values, nil, nil, 0)
    }
    return next.withCString { sendExecution(of: name, parameters.dropFirst(), after: values + [$0]) }
  }

  /// Marks the end of what was queued, sends it, and takes the answers up to that mark.
  private func receive(_ steps: [Step]) throws(ConnectionFailure) -> String? {
    guard PQpipelineSync(handle) == 1 else { throw dropped(mayHaveRun: true) }
    let deadline = answerTimeout.map { ContinuousClock.now + $0 }
    var answer: String?
    var failure: SQLFailure?
    var rest = steps[...]
    while true {
      guard let result = try nextResult(until: deadline, mayHaveRun: true) else {
        // Each command's results end with a nil; more nils than commands come from a connection that is gone.
        guard rest.popFirst() != nil else { throw dropped(failure?.message, mayHaveRun: true) }
        continue
      }
      defer { PQclear(result) }
      switch PQresultStatus(result) {
      case PGRES_PIPELINE_SYNC:
        guard PQstatus(handle) == CONNECTION_OK, PQtransactionStatus(handle) == PQTRANS_IDLE else {
          throw dropped(mayHaveRun: true)
        }
        if let failure { throw .failed(failure) }
        return answer
      case PGRES_PIPELINE_ABORTED: break
      case PGRES_COMMAND_OK, PGRES_TUPLES_OK:
        switch rest.first {
        case .preparing(let name): prepared.insert(name)
        case .call: answer = Self.text(of: result)
        case .command, nil: break
        }
      default:
        failure = failure ?? SQLFailure(result: result, url: url)
        // The commit itself is heard of only where it fails.
        if rest.isEmpty { rest = [.command] }
        guard PQstatus(handle) == CONNECTION_OK else { throw dropped(failure?.message, mayHaveRun: true) }
      }
    }
  }
}

extension Caller {
  /// The values of `role` and `request.jwt.claims`. Both are always set: nothing is taken over from anybody.
  fileprivate var settings: (role: String, claims: String) {
    switch self {
    case .service: ("service_role", "")
    case .account(let id): ("authenticated", JSON.object(["sub": .string(id.description)]).description)
    }
  }
}
