import Primitives
import Store

extension PostgresStore {
  /// Calls a function and reads its answer.
  ///
  /// - Parameter read: Nil for an answer that makes no sense.
  /// - Throws: As `call`; `.unavailable` where the answer makes no sense.
  func ask<Value>(
    _ function: String, _ request: JSON, as caller: Caller, effect: CallEffect = .once,
    _ read: (JSON) -> Value?
  ) async throws(StoreError) -> Value {
    let answer = try await call(function, request, as: caller, effect: effect)
    guard let value = read(answer) else { throw Self.unexpectedResponse(function) }
    return value
  }

  /// Calls a function that only reads.
  func query<Value>(
    _ function: String, _ request: JSON = [:], as caller: Caller, _ read: (JSON) -> Value?
  ) async throws(StoreError) -> Value {
    try await ask(function, request, as: caller, effect: .idempotent, read)
  }

  /// What to throw where an answer can't be read: the function is not the one this program knows.
  static func unexpectedResponse(_ function: String) -> StoreError {
    .unavailable("\(function) gave an answer that makes no sense; run glosa migrate as the database's owner")
  }
}

extension JSON {
  /// The elements of an array, all of them or none.
  func list<Element>(_ read: (JSON) -> Element?) -> [Element]? {
    guard let array else { return nil }
    let elements = array.compactMap(read)
    return elements.count == array.count ? elements : nil
  }

  /// The value, or that there is none: null. The outer nil stands for a value that makes no sense.
  func orNull<Value>(_ read: (JSON) -> Value?) -> Value?? {
    if isNull { return .some(nil) }
    return read(self).map { .some($0) }
  }

  /// The member of that name where it is a value or null. The outer nil stands for a missing or one that makes no sense.
  func optional<Value>(_ name: String, _ read: (JSON) -> Value?) -> Value?? {
    self[name].flatMap { $0.orNull(read) }
  }

  static func token(_ token: TokenHash) -> JSON { .string(token.bytes.hexadecimal) }
}
