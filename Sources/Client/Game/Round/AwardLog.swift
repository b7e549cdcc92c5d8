import Primitives

/// The awards of this session and how far each has come. It never calls an award pending before the outbox has it,
/// nor confirmed before the server has named it.
struct AwardLog: Sendable {
  /// Older marks that are settled, and in the end also others, make room: the status counts every point anyway.
  static let limit = 32

  private(set) var marks: [AwardMark] = []

  /// A new award is on its way to the disk.
  mutating func began(_ id: UniqueID, points: Int) {
    marks.append(AwardMark(id: id, points: points, state: .saving))
    if marks.count > Self.limit { marks.remove(at: marks.firstIndex { $0.state == .confirmed } ?? 0) }
  }

  /// The outbox has it.
  mutating func stored(_ id: UniqueID) {
    guard let place = place(of: id), marks[place].state == .saving else { return }
    marks[place].state = .pending
  }

  /// Takes out what nothing more can happen to: the pupil has seen it. Without a class that is what the outbox has.
  mutating func forgetSettled(isLocal: Bool) {
    marks.removeAll { mark in
      switch mark.state {
      case .confirmed, .failed: return true
      case .pending: return isLocal
      case .saving: return false
      }
    }
  }

  /// It could not be stored. Returns the points that are lost.
  mutating func failed(_ id: UniqueID, reason: String) -> Int {
    guard let place = place(of: id), marks[place].state == .saving else { return 0 }
    marks[place].state = .failed(reason: reason)
    return marks[place].points
  }

  /// The server has it. What could not be stored was never sent.
  mutating func confirmed(_ id: UniqueID) {
    guard let place = place(of: id) else { return }
    switch marks[place].state {
    case .saving, .pending: marks[place].state = .confirmed
    case .confirmed, .failed: break
    }
  }

  private func place(of id: UniqueID) -> Int? { marks.lastIndex { $0.id == id } }
}
