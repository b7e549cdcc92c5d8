import Primitives
import Store

extension PostgresStore {
  /// Calls `public.<function>($1::jsonb)` in a transaction of its own.
  ///
  /// Transactions that the database gave up because of others (40P01, 40001) are tried again.
  ///
  /// - Parameters:
  ///   - function: Its name without the schema; never anything that came from outside.
  ///   - request: Its one argument.
  ///   - caller: Who the transaction runs as.
  ///   - effect: Unless it is `.once`, the call may be made a second time where the connection was lost before its
  ///     answer came.
  /// - Returns: What the function returned; `.null` for SQL NULL.
  /// - Throws: `.refused` where the data broke a rule of the database (SQLSTATE classes 22, 23, P0 and XP),
  ///   `.overloaded` where too many calls wait already, `.unavailable` for the rest.
  func call(
    _ function: String, _ request: JSON, as caller: Caller, effect: CallEffect = .once
  ) async throws(StoreError) -> JSON {
    try await call(function, text: request.description, as: caller, effect: effect)
  }

  /// The same with the text of the argument.
  func call(
    _ function: String, text: String, as caller: Caller, effect: CallEffect
  ) async throws(StoreError) -> JSON {
    let call = FunctionCall(function: function, argument: text, caller: caller)
    var retries = 0
    while true {
      let result = try await pool.withConnection(isRepeatable: effect != .once) {
        connection throws(ConnectionFailure) in try await connection.run(call)
      }
      switch result {
      case .success(let text):
        health.note(nil, of: function)
        return try Self.value(of: text, from: function)
      case .failure(let failure) where failure.isWorthAnotherTry && retries < Self.conflictRetries:
        retries += 1
        // Longer each time, and never the same for two that met.
        try? await Task.sleep(for: .microseconds(Int.random(in: 500...(2000 << retries))))
      case .failure(let failure):
        health.note(failure, of: function)
        throw failure.storeError
      }
    }
  }

  private static func value(of text: String?, from function: String) throws(StoreError) -> JSON {
    guard let text else { return .null }
    do {
      return try JSON.parse(text)
    } catch {
      throw .unavailable("\(function) answered with what is \(error)")
    }
  }
}
