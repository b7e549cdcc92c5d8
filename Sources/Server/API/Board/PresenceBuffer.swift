import Primitives
import Store

/// What clients said of themselves since it was last written to the store, and for a while after.
struct PresenceBuffer: Sendable {
  private struct Entry: Sendable {
    var presence: Presence
    var isWritten = false
  }

  /// Whose word it is.
  private struct Speaker: Hashable, Sendable {
    let student: UniqueID
    let device: UniqueID

    init(_ presence: Presence) { (student, device) = (presence.studentID, presence.deviceID) }
  }

  /// Computers of one student that are remembered; a pupil has two or three.
  private static let devicesPerStudent = 8

  /// How many students are remembered; beyond, those heard longest ago give way to the store's memory.
  private let capacity: Int
  /// By student and device.
  private var entries: [UniqueID: [UniqueID: Entry]] = [:]
  private var unwritten: Set<Speaker> = []

  init(capacity: Int) { self.capacity = capacity }

  /// The latest word of each of a student's computers, in no order; none where only the store may know one.
  subscript(_ student: UniqueID) -> [Presence] { entries[student]?.values.map(\.presence) ?? [] }

  /// The latest word of a student, from whatever computer.
  func latest(of student: UniqueID) -> Presence? { self[student].max { $0.seenAt < $1.seenAt } }

  /// Takes a word in.
  mutating func heard(_ presence: Presence) {
    let speaker = Speaker(presence)
    if entries.count >= capacity, entries[speaker.student] == nil { makeRoom() }
    entries[speaker.student, default: [:]][speaker.device] = Entry(presence: presence)
    unwritten.insert(speaker)
    if let devices = entries[speaker.student], devices.count > Self.devicesPerStudent,
      let oldest = devices.values.map(\.presence).min(by: { $0.seenAt < $1.seenAt })
    {
      entries[speaker.student]?[oldest.deviceID] = nil
      unwritten.remove(Speaker(oldest))
    }
  }

  /// What is to be written, at most `limit` of it.
  func next(_ limit: Int) -> [Presence] { unwritten.prefix(limit).compactMap { self[$0]?.presence } }

  /// Notes that these are in the store; what was said meanwhile is still to be written.
  mutating func wrote(_ presences: [Presence]) {
    for presence in presences where self[Speaker(presence)]?.presence == presence {
      entries[presence.studentID]?[presence.deviceID]?.isWritten = true
      unwritten.remove(Speaker(presence))
    }
  }

  /// Forgets what the store knows and nobody has said for a while.
  mutating func forget(before moment: Timestamp) {
    keep { !$0.isWritten || $0.presence.seenAt >= moment }
  }

  private subscript(_ speaker: Speaker) -> Entry? { entries[speaker.student]?[speaker.device] }

  private mutating func keep(_ isWanted: (Entry) -> Bool) {
    entries = entries.compactMapValues { devices in
      let kept = devices.filter { isWanted($0.value) }
      return kept.isEmpty ? nil : kept
    }
  }

  private mutating func makeRoom() {
    let moments = entries.keys.compactMap { latest(of: $0)?.seenAt }.sorted()
    let oldest = moments[moments.count / 4]
    let old = entries.keys.filter { student in latest(of: student).map { $0.seenAt <= oldest } ?? true }
    for student in old { entries[student] = nil }
    unwritten = unwritten.filter { self[$0] != nil }
  }
}
