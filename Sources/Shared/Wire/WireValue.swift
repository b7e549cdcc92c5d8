package import Primitives

/// What one side writes as JSON and the other one reads.
package protocol WireValue: Sendable {
  /// Reads it; nil where a part is missing or makes no sense. Unknown members are no matter.
  init?(json: JSON)
}
