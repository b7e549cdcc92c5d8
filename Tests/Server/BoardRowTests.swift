import Primitives
import Store
import TestScopes
import Testing
import Wire

@testable import API

@Suite(.ownThread()) struct BoardRowTests {
  private let now = TestTime.start

  private func presence(_ state: String, _ secondsAgo: Int64, pending: Int = 3) -> Presence {
    Presence(
      studentID: .test(1), deviceID: .test(2), state: state, pendingCount: pending, pendingXP: pending * 10,
      game: "typing", seenAt: now.adding(seconds: -secondsAgo))
  }

  private func row(stored: Presence?, heard: Presence?, syncedSecondsAgo: Int64?) -> BoardRow {
    BoardRow(
      BoardEntry(
        studentID: .test(1), displayName: "Ada", totalXP: 50, todayXP: 20,
        lastSyncAt: syncedSecondsAgo.map { now.adding(seconds: -$0) }, presence: stored),
      heard: [heard].compactMap(\.self), at: now)
  }

  static let cases: [(String?, Int64, BoardRow.State)] = [
    (nil, 0, .never), ("synced", 0, .synced), ("pending", 7, .pending), ("syncing", 1, .syncing),
    ("attention", 3, .attention), ("offline", 3, .offline), ("synced", 8, .offline),
    ("pending", 99, .offline),
  ]

  @Test("never, then offline, then what the client said last", arguments: cases.indices)
  func states(index: Int) {
    let (said, secondsAgo, state) = Self.cases[index]
    let word = said.map { presence($0, secondsAgo) }
    for row in [
      row(stored: word, heard: nil, syncedSecondsAgo: nil),
      row(stored: nil, heard: word, syncedSecondsAgo: nil),
    ] {
      #expect(row.state == state)
      #expect(row.pendingCount == (said == nil ? 0 : 3), "the last figures stay")
      #expect(row.lastSeenAt == word?.seenAt)
    }
  }

  @Test("the later word counts, from memory or from the store")
  func takesTheLater() {
    let (old, new) = (presence("pending", 9), presence("synced", 1, pending: 0))
    #expect(row(stored: old, heard: new, syncedSecondsAgo: nil).state == .synced)
    #expect(row(stored: new, heard: old, syncedSecondsAgo: nil).pendingCount == 0)
  }

  /// A word of one of a pupil's computers.
  private func word(
    of device: UInt64, _ state: String, _ secondsAgo: Int64, pending: Int = 0
  ) -> Presence {
    Presence(
      studentID: .test(1), deviceID: .test(device), state: state, pendingCount: pending,
      pendingXP: pending * 10, game: nil, seenAt: now.adding(seconds: -secondsAgo))
  }

  @Test("nobody is done whose other computer has something unsent, whatever the one heard last says")
  func severalComputers() {
    func row(_ heard: [Presence], stored: Presence? = nil, waiting: [WaitingDevice] = []) -> BoardRow {
      BoardRow(
        BoardEntry(
          studentID: .test(1), displayName: "Ada", totalXP: 50, todayXP: 20, lastSyncAt: nil,
          presence: stored,
          waiting: waiting), heard: heard, at: now)
    }
    func figures(_ row: BoardRow) -> String { "\(row.state) \(row.pendingCount) \(row.pendingXP)" }
    let lost = word(of: 3, "pending", 60, pending: 3)
    #expect(figures(row([word(of: 2, "synced", 1), lost])) == "pending 3 30")
    #expect(figures(row([word(of: 2, "left", 1), lost])) == "offline 3 30")
    #expect(figures(row([word(of: 2, "attention", 1), lost])) == "attention 3 30")
    #expect(figures(row([word(of: 2, "pending", 1, pending: 1), lost])) == "pending 4 40")
    #expect(figures(row([word(of: 2, "synced", 20), lost])) == "offline 3 30")
    #expect(figures(row([word(of: 2, "synced", 2), word(of: 3, "synced", 1)])) == "synced 0 0")
    // The store knows what memory does not, and a later word ends it.
    func stored(_ secondsAgo: Int64) -> WaitingDevice {
      WaitingDevice(
        deviceID: .test(3), pendingCount: 2, pendingXP: 20, seenAt: now.adding(seconds: -secondsAgo))
    }
    #expect(figures(row([], stored: word(of: 2, "synced", 1), waiting: [stored(60)])) == "pending 2 20")
    #expect(
      figures(row([word(of: 3, "synced", 9), word(of: 2, "synced", 1)], waiting: [stored(60)]))
        == "synced 0 0")
    #expect(
      figures(row([word(of: 3, "synced", 90), word(of: 2, "synced", 1)], waiting: [stored(60)]))
        == "pending 2 20")
    // Who has not been heard of for a month has another computer by now.
    #expect(figures(row([word(of: 2, "synced", 1)], waiting: [stored(31 * 86_400)])) == "synced 0 0")
  }

  @Test("points count as a word: who sent some without saying how it stands is synced, and then offline")
  func heardByPoints() {
    let fresh = row(stored: nil, heard: nil, syncedSecondsAgo: 2)
    #expect((fresh.state, fresh.pendingCount) == (.synced, 0))
    #expect(fresh.lastSeenAt == now.adding(seconds: -2))
    #expect(row(stored: nil, heard: nil, syncedSecondsAgo: 15).state == .offline)
    let both = row(stored: presence("pending", 60), heard: nil, syncedSecondsAgo: 1)
    #expect(both.state == .pending)
    #expect(both.lastSeenAt == now.adding(seconds: -1))
  }

  @Test(
    "who has left and who was refused for a dead token stay so until a later sign of life",
    arguments: [true, false])
  func staysSo(hasLeft: Bool) {
    let refusedAt = now.adding(seconds: -900)
    let word = Presence(
      studentID: .test(1), deviceID: .test(2), state: hasLeft ? "left" : "attention", pendingCount: 0,
      pendingXP: 0, game: nil, seenAt: now.adding(seconds: -600), signedOutAt: hasLeft ? nil : refusedAt)
    for synced in [nil, 601] as [Int64?] {
      let still = row(stored: word, heard: nil, syncedSecondsAgo: synced)
      #expect(still.state == (hasLeft ? .left : .attention))
      #expect(
        still.lastSeenAt
          == (hasLeft || synced == 601 ? now.adding(seconds: hasLeft ? -600 : -601) : refusedAt))
    }
    #expect(row(stored: word, heard: nil, syncedSecondsAgo: 599).state == .offline)
    #expect(row(stored: word, heard: nil, syncedSecondsAgo: 1).state == .synced)
    #expect(row(stored: word, heard: presence("pending", 1), syncedSecondsAgo: nil).state == .pending)
    #expect(row(stored: word, heard: presence("pending", 9), syncedSecondsAgo: nil).state == .offline)
  }

  @Test(
    "a report that makes no sense is none",
    arguments: [
      #"{}"#, #"[]"#, #"{"device_id":"x","state":"synced","pending_count":0,"pending_xp":0}"#,
      #"{"device_id":"01920000-0000-7000-8000-000000000001","state":"never","pending_count":0,"pending_xp":0}"#,
      #"{"device_id":"01920000-0000-7000-8000-000000000001","state":"happy","pending_count":0,"pending_xp":0}"#,
      #"{"device_id":"01920000-0000-7000-8000-000000000001","state":"left","pending_count":1,"pending_xp":0}"#,
      #"{"device_id":"01920000-0000-7000-8000-000000000001","state":"synced","pending_count":-1,"pending_xp":0}"#,
      #"{"device_id":"01920000-0000-7000-8000-000000000001","state":"synced","pending_count":1.5,"pending_xp":0}"#,
      #"{"device_id":"01920000-0000-7000-8000-000000000001","state":"synced","pending_count":0,"pending_xp":9e12}"#,
      #"{"device_id":"01920000-0000-7000-8000-000000000001","state":"synced","pending_count":0,"pending_xp":0,"game":"A b"}"#,
    ])
  func refusesMalformedBody(text: String) throws {
    let report = ClientReport(json: try JSON.parse(text))
    #expect(report.flatMap { PresenceReader.presence($0, of: .test(1), at: now) } == nil)
  }

  @Test("a full memory keeps who was heard last, and what is not written yet is written once")
  func remembers() {
    var buffer = PresenceBuffer(capacity: 4)
    for number in 0..<6 as Range<UInt64> {
      buffer.heard(
        Presence(
          studentID: .test(number), deviceID: .test(9), state: "synced", pendingCount: 0, pendingXP: 0,
          game: nil, seenAt: now.adding(seconds: Int64(number))))
    }
    #expect(buffer.latest(of: .test(0)) == nil)
    #expect(buffer.latest(of: .test(5)) != nil)
    let first = buffer.next(2)
    #expect(first.count == 2)
    buffer.wrote(first)
    let later = presence("pending", -60)
    buffer.heard(later)
    buffer.wrote([presence("synced", 0)])
    #expect(buffer.next(10).contains(later), "what was said after the writing is still to be written")
    buffer.wrote(buffer.next(10))
    #expect(buffer.next(1).isEmpty)
    let five = word(of: 5, "pending", -70, pending: 1)
    buffer.heard(five)
    #expect(buffer[.test(1)].count == 2, "each of a pupil's computers")
    #expect(buffer.latest(of: .test(1))?.deviceID == .test(5))
    for device in 10..<30 as Range<UInt64> { buffer.heard(word(of: device, "synced", -Int64(device))) }
    #expect(buffer[.test(1)].count == 8)
    buffer.wrote(buffer.next(100))
    #expect(buffer.next(1).isEmpty)
    buffer.forget(before: now.adding(seconds: 30))
    #expect(buffer[.test(5)] == [])
    #expect(Set(buffer[.test(1)]) == [later, five])
  }
}
