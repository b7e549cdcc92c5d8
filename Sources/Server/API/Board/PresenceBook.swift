import Primitives
import Store

/// What clients said of themselves since it was last written to the store, and for a while after.
struct PresenceBook: Sendable {
  private struct Page: Sendable {
    var presence: Presence
    var isWritten = false
  }

  /// How many students are remembered; beyond, those heard longest ago give way to the store's memory.
  private let capacity: Int
  private var pages: [UniqueID: Page] = [:]
  private var unwritten: Set<UniqueID> = []

  init(capacity: Int) { self.capacity = capacity }

  /// The latest word of a student; nil where only the store may know one.
  subscript(_ student: UniqueID) -> Presence? { pages[student]?.presence }

  /// True where something is to be written.
  var isDirty: Bool { !unwritten.isEmpty }

  /// Takes a word in.
  mutating func heard(_ presence: Presence) {
    if pages.count >= capacity, pages[presence.studentID] == nil { makeRoom() }
    pages[presence.studentID] = Page(presence: presence)
    unwritten.insert(presence.studentID)
  }

  /// What is to be written, at most `limit` of it.
  func next(_ limit: Int) -> [Presence] { unwritten.prefix(limit).compactMap { pages[$0]?.presence } }

  /// Notes that these are in the store; what was said meanwhile is still to be written.
  mutating func wrote(_ presences: [Presence]) {
    for presence in presences where pages[presence.studentID]?.presence == presence {
      pages[presence.studentID]?.isWritten = true
      unwritten.remove(presence.studentID)
    }
  }

  /// Forgets what the store knows and nobody has said for a while.
  mutating func forget(before moment: Timestamp) {
    pages = pages.filter { !$0.value.isWritten || $0.value.presence.seenAt >= moment }
  }

  private mutating func makeRoom() {
    let oldest = pages.values.map(\.presence.seenAt).sorted()[pages.count / 4]
    pages = pages.filter { $0.value.presence.seenAt > oldest }
    unwritten = unwritten.filter { pages[$0] != nil }
  }
}
