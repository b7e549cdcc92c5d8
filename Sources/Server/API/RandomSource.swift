/// Where a server's ids and class codes come from; tests that compare two servers bring their own. Tokens and salts
/// never come from here.
package struct RandomSource: RandomNumberGenerator, Sendable {
  private let draw: @Sendable () -> UInt64

  package init(_ draw: @escaping @Sendable () -> UInt64) { self.draw = draw }

  /// The randomness of this computer, which nobody can foresee.
  package static let system = RandomSource {
    var generator = SystemRandomNumberGenerator()
    return generator.next()
  }

  /// See `RandomNumberGenerator`.
  package mutating func next() -> UInt64 { draw() }
}
