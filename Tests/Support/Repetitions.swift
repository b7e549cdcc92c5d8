import Glibc

/// How often the tests repeat what chance may find: often enough to prove the thing in every check, and many times more
/// with `GLOSA_TESTS=long` in the environment.
package enum Repetitions {
  /// True with `GLOSA_TESTS=long`.
  package static let areLong = getenv("GLOSA_TESTS").map { String(cString: $0) } == "long"

  /// The number to take.
  package static func of(_ number: Int, long: Int) -> Int { areLong ? long : number }
}
