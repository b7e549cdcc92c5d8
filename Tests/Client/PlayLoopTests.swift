import Game
import Outbox
import Primitives
import Profile
import Screen
import Sync
import Terminal
import TestScopes
import TestSupport
import Testing
import Transport
import XP

@testable import GameShell

/// The game's loop with everything behind it, played by somebody who reads the screen.
@Suite("The play loop", .ownThread())
struct PlayLoopTests {
  /// A computer that no class was joined on.
  private final class Desk {
    let folder = MemoryFolder()
    let directories: Directories
    let identity: Session.Identity
    let mailbox: Mailbox<PlayMessage>
    let worker: SessionWorker

    init() throws {
      directories = Directories(environment: ["XDG_DATA_HOME": folder.path, "HOME": folder.path])
      identity = try Session.Identity.current(in: directories)
      mailbox = try #require(Mailbox<PlayMessage>())
      worker = SessionWorker(
        identity: identity, directories: directories, extraFile: nil, sends: false, mailbox: mailbox)
    }

    func play(_ terminal: FakeTerminal, startsRound: Bool = true) -> (
      status: Profile.ExitStatus, line: String
    ) {
      let app = App(
        player: Player(name: "Ada", className: nil), files: [GameSamples.file()],
        status: SyncStatus(state: .local), seed: 1,
        ids: EventIDs(using: SystemRandomNumberGenerator()), now: Session.wallClock(),
        place: LocalTime(offsetSeconds: 0))
      var loop = PlayLoop(
        app: app, on: PlainHost(), terminal: terminal, mailbox: mailbox, worker: worker)
      let (status, line) = loop.run(startsRound: startsRound)
      return (status, line)
    }

    func stored() throws -> OutboxSnapshot { try Outbox(of: directories).snapshot(owner: identity.owner) }
  }

  /// The right answer to the word on the screen.
  private static func answer(_ lines: [String]) -> String {
    let asked = lines.compactMap { line in line.split(separator: " ").first { $0.hasPrefix("ord") } }.first
    return asked.flatMap { Int($0.dropFirst(3)) }.map { "the \(GameSamples.answers[$0])" } ?? ""
  }

  @Test("two right answers are on disk and on the screen, and leaving says so")
  func plays() throws {
    let desk = try Desk()
    let terminal = FakeTerminal(
      .on("1/12", type: Self.answer), .on("+10", press: .enter), .on("2/12", type: Self.answer),
      .on("20/", press: .escape), .on("left early", press: .escape),
      .on("Word set", press: .character("q")))
    let (status, line) = desk.play(terminal)
    #expect(terminal.isDone)
    #expect(status == .done)
    #expect(line == "Your points are saved on this computer: 20 XP.")
    #expect(try desk.stored().pendingXP == 20)
    #expect(try desk.stored().pendingEvents == 2)
  }

  @Test("Ctrl-C in the middle of a round leaves at once with its own status, and the points are safe")
  func interrupted() throws {
    let desk = try Desk()
    let terminal = FakeTerminal(.on("1/12", type: Self.answer), .on("+10", press: .control("c")))
    let (status, line) = desk.play(terminal)
    #expect(status == .interrupted)
    #expect(line.contains("10 XP"))
    #expect(try desk.stored().pendingXP == 10)
  }

  @Test("a terminal that goes away ends the game, and what was won is safe")
  func hungUp() throws {
    let desk = try Desk()
    let terminal = FakeTerminal(.on("1/12", type: Self.answer), .on("+10", happens: .hungUp))
    #expect(desk.play(terminal).status == .hungUp)
    #expect(try desk.stored().pendingXP == 10)
  }

  @Test("Ctrl-Z gives the terminal back, and the game goes on after it")
  func suspended() throws {
    let desk = try Desk()
    let terminal = FakeTerminal(
      .on("Word set", happens: .suspend), .on("Word set", press: .character("q")))
    #expect(desk.play(terminal, startsRound: false).status == .done)
    #expect(terminal.suspensions == 1)
  }

  @Test("a signal leaves with its status", arguments: [Profile.ExitStatus.terminated, .hungUp, .interrupted])
  func signalled(status: Profile.ExitStatus) throws {
    let desk = try Desk()
    desk.mailbox.post(.signal(status))
    #expect(desk.play(FakeTerminal(), startsRound: false).status == status)
  }

  @Test("a mouse press is a choice like a key")
  func pressed() throws {
    let desk = try Desk()
    let terminal = FakeTerminal(
      .init(seen: "Start") { lines in
        guard let row = lines.firstIndex(where: { $0.contains("Start") }) else { return [] }
        let column = lines[row].distance(
          from: lines[row].startIndex, to: lines[row].firstIndex(of: "S") ?? lines[row].startIndex)
        return [.mousePressed(column: column, row: row)]
      }, .on("1/12", press: .escape), .on("Word set", press: .character("q")))
    #expect(desk.play(terminal, startsRound: false).status == .done)
    #expect(terminal.isDone)
  }
}
