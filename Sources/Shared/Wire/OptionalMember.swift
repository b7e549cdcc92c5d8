import Primitives

/// A member that a body may leave out; null stands for absent.
package enum OptionalMember<Value: Sendable>: Sendable {
  case absent
  /// Something stands there that is no `Value`.
  case invalid
  case value(Value)

  init(_ json: JSON?, _ read: (JSON) -> Value?) {
    guard let json, !json.isNull else {
      self = .absent
      return
    }
    self = read(json).map { .value($0) } ?? .invalid
  }

  /// The value; nil where it is left out or invalid.
  var value: Value? {
    if case .value(let value) = self { value } else { nil }
  }

  /// The value; nil where the body leaves it out.
  ///
  /// - Throws: What is said of a body in which it is invalid.
  package func get<Fault: Error>(or fault: @autoclosure () -> Fault) throws(Fault) -> Value? {
    switch self {
    case .absent: nil
    case .invalid: throw fault()
    case .value(let value): value
    }
  }
}
