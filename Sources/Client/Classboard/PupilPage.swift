package import Primitives
package import Wire

/// A pupil looked at closely.
package struct PupilPage: Hashable, Sendable {
  /// What is known.
  package enum Contents: Hashable, Sendable {
    case loading
    case loaded(PupilDetails)
    case failed(String)
  }

  /// Who.
  package let student: UniqueID
  /// What is known of them beside the row.
  package internal(set) var contents = Contents.loading
}

/// Points of the last ten minutes, a minute each.
struct Activity: Hashable, Sendable {
  private static let length = 10
  private var points: [Int64: Int] = [:]

  mutating func add(_ gained: Int, at now: Timestamp) {
    let minute = Self.minute(of: now)
    points = points.filter { $0.key > minute - Int64(Self.length) }
    points[minute, default: 0] += gained
  }

  /// The latest last.
  func minutes(at now: Timestamp) -> [Int] {
    let last = Self.minute(of: now)
    return (0..<Self.length).map { points[last - Int64(Self.length - 1 - $0)] ?? 0 }
  }

  private static func minute(of now: Timestamp) -> Int64 { now.milliseconds / 60_000 }
}
