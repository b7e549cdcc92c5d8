import Foundation
import Outbox
import Primitives
import Sync
import TestScopes
import TestSupport
import Testing
import Transport
import Wire
import XP

/// A ledger that is put back to an earlier state behind the client's back: what it acknowledged since is sent again, and
/// nothing is called all sent before.
@Suite("A restored ledger", .ownThread())
struct RestoredLedgerTests {
  @Test(
    "Restored while nothing was under way: the next answer gives it away, whether it hides it by its version or not",
    arguments: [1, 3, 12, 60])
  func unseen(more: Int) throws {
    let desk = Desk()
    desk.start()
    try desk.play(3)
    let backup = desk.log.current
    try desk.play(4)
    desk.log.update { $0 = backup }
    try desk.play(more)
    #expect(
      desk.isAllThere((7 + more) * 10),
      "\(desk.log.current.total), \(String(describing: desk.status.current))")
    #expect(desk.leave()?.pendingEvents == 0)
  }

  @Test("Restored just before the pupil leaves: what is lost is there before anything is called sent")
  func leaving() throws {
    let desk = Desk()
    desk.start()
    try desk.play(3)
    let backup = desk.log.current
    try desk.play(4)
    desk.log.update { $0 = backup }
    try desk.award(5)
    #expect(desk.leave()?.pendingEvents == 0)
    #expect(desk.log.current.total == 120)
  }

  @Test(
    "Another computer of the pupil has made the missing versions up: the next start finds its own events gone"
  )
  func otherComputer() throws {
    let desk = Desk()
    desk.start()
    try desk.play(3)
    let backup = desk.log.current
    try desk.play(5)
    _ = desk.leave()
    desk.log.update {
      $0 = backup
      $0.storeOfOthers(40)
    }
    desk.startAgain()
    try desk.play(1)
    #expect(desk.isAllThere((9 + 40) * 10), "\(desk.log.current.total)")
  }

  @Test(
    "A restore that went unseen is found by the gap at the next start, however much other computers have won since",
    arguments: [10, 300])
  func gap(wonElsewhere: Int) throws {
    let desk = Desk()
    desk.start()
    try desk.play(3)
    let backup = desk.log.current
    try desk.play(4)
    // No less is won elsewhere than was lost: no answer can tell.
    desk.log.update {
      $0 = backup
      $0.storeOfOthers(wonElsewhere)
    }
    try desk.play(2)
    #expect(desk.log.current.total == 50 + 10 * wonElsewhere)
    #expect(desk.log.current.events.count == 5 + wonElsewhere)
    _ = desk.leave()
    desk.startAgain()
    #expect(desk.isAllThere(90 + 10 * wonElsewhere), "\(desk.log.current.total)")
    for _ in 0..<2 {
      _ = desk.leave()
      desk.startAgain()
    }
    #expect(desk.pages.last?.contains("?limit=51&") == true, "\(desk.pages)")
  }

  @Test("A start asks for one small page, each time by another address, and sends nothing twice")
  func oneRequest() throws {
    let desk = Desk()
    desk.start()
    try desk.play(120)
    #expect(desk.pages == [])
    for run in 1...3 {
      _ = desk.leave()
      desk.startAgain()
      #expect(desk.pages.count == run)
    }
    // What was acknowledged since the first start is looked for to the last event, and never again.
    #expect(desk.pages.first?.contains("?limit=170&fresh=") == true, "\(desk.pages)")
    #expect(
      desk.pages.dropFirst().allSatisfy { $0.contains("?limit=51&fresh=") } && Set(desk.pages).count == 3,
      "\(desk.pages)")
    #expect(try desk.outbox.snapshot(owner: desk.owner).pendingEvents == 0)
    #expect(desk.isAllThere(1200))
  }

  @Test("The pages go on to this computer's newest event, and not further")
  func pages() throws {
    let desk = Desk()
    desk.start()
    try desk.play(3)
    _ = desk.leave()
    desk.log.update { $0.storeOfOthers(700) }
    let before = desk.log.current
    let sent = desk.transport.requests.count { $0.url.hasSuffix(Route.xpSync) }
    desk.startAgain()
    #expect(desk.pages.count == 3)
    #expect(desk.log.current.events.map(\.id) == before.events.map(\.id))
    #expect(desk.transport.requests.count { $0.url.hasSuffix(Route.xpSync) } == sent)
    #expect(desk.status.current?.state == .synced)
  }

  @Test("An answer that was lost raises a doubt that costs nothing: each event counts once")
  func lostAnswer() throws {
    let desk = Desk()
    desk.start()
    try desk.play(5)
    desk.losesAnswers.update { $0 = true }
    try desk.award(5)
    desk.scheduler.advance(by: 30_000)
    desk.losesAnswers.update { $0 = false }
    desk.scheduler.advance(by: 120_000)
    #expect(desk.isAllThere(100))
    #expect(desk.log.current.events.count == 10)
  }

  @Test(
    "Copies that can't be read just now: nothing is sent, nothing is lowered, the status says why, and it is tried again"
  )
  func unreadable() throws {
    let desk = Desk()
    desk.start()
    try desk.play(6)
    _ = desk.leave()
    desk.log.update { $0 = Log() }
    let known = try desk.outbox.snapshot(owner: desk.owner).total
    let path = desk.folder.path + "/history.sqlite"
    try FileManager.default.moveItem(atPath: path, toPath: path + ".moved")
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    desk.startAgain()
    #expect(
      desk.scheduler.run(upTo: 60_000) { desk.status.current?.lastError?.contains("history.sqlite") == true })
    #expect(desk.log.current.events.isEmpty)
    #expect(desk.status.current?.state == .outboxProblem && desk.status.current?.isAllSaved == false)
    #expect(try desk.outbox.snapshot(owner: desk.owner).total == known)
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.moveItem(atPath: path + ".moved", toPath: path)
    #expect(desk.scheduler.run { desk.isAllThere(60) })
    #expect(desk.status.current?.lastError == nil)
  }
}
