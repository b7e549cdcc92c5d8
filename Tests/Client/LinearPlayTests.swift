import Game
import GameShell
import Glibc
import Outbox
import Profile
import TestScopes
import TestSupport
import Testing
import Vocabulary
import XP

/// The game as plain lines, without a terminal and without a process of its own.
@Suite("Linear play", .ownThread())
struct LinearPlayTests {
  private struct Played {
    let lines: [String]
    let status: Profile.ExitStatus
    let stored: OutboxSnapshot
  }

  /// Plays one round, and types a line after each question; nil ends the input.
  private func play(_ kind: EventKind = .typing, answers: @escaping (_ question: String) -> String?) throws
    -> Played
  {
    let folder = MemoryFolder()
    let directories = Directories(environment: ["XDG_DATA_HOME": folder.path, "HOME": folder.path])
    let identity = try Session.Identity.current(in: directories)
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    let (reading, writing) = (ends[0], ends[1])
    defer { for end in [reading, writing] where fcntl(end, F_GETFD) >= 0 { close(end) } }
    var lines: [String] = []
    let play = LinearPlay(
      file: GameSamples.file(), game: try #require(Games.entry(kind)), direction: .fromTo, rounds: 1, seed: 7,
      input: reading
    ) { line in
      lines.append(line)
      guard line.hasPrefix("? ") else { return }
      guard let answer = answers(line) else {
        close(writing)
        return
      }
      _ = (answer + "\n").withCString { write(writing, $0, strlen($0)) }
    }
    let status = try play.run(as: identity, in: directories, sends: false)
    return Played(
      lines: lines, status: status, stored: try Outbox(of: directories).snapshot(owner: identity.owner))
  }

  private static func right(_ question: String) -> String {
    let word = question.split(separator: " ").last ?? ""
    return Int(word.dropFirst(3)).map { "the \(GameSamples.answers[$0])" } ?? ""
  }

  @Test("a whole round of right answers: each verdict's points are on disk, and the end says so")
  func round() throws {
    let played = try play(answers: Self.right)
    #expect(played.status == .done)
    #expect(played.lines.count { $0.hasPrefix("+10 the ") } == 12)
    #expect(played.lines.suffix(2) == ["# 12/12", "Your points are saved on this computer: 120 XP."])
    #expect((played.stored.pendingEvents, played.stored.pendingXP) == (12, 120))
  }

  @Test("what is wrong is corrected and comes again; the end of the input ends the game with what was won")
  func endOfInput() throws {
    var asked = 0
    let played = try play { question in
      asked += 1
      return asked == 1 ? "nonsense" : asked == 2 ? Self.right(question) : nil
    }
    #expect(played.status == .done)
    #expect(played.lines[1].hasPrefix("= the ") && played.lines[3].hasPrefix("+10 the "))
    #expect(played.lines[2].hasPrefix("? 2/13 "))
    #expect(played.stored.pendingXP == 10)
  }

  @Test("what is almost right is told with its reason")
  func almost() throws {
    var asked = 0
    let played = try play { question in
      asked += 1
      return asked == 1 ? Self.right(question).dropLast() + "" : nil
    }
    #expect(played.lines[1].hasPrefix("~5 the ") && played.lines[1].hasSuffix("' is missing)"))
  }

  @Test("options are chosen by number; another number is said to be none, and asked again")
  func choices() throws {
    var asked = 0
    let played = try play(.choice) { _ in
      asked += 1
      return asked == 1 ? "9" : asked == 2 ? "1" : nil
    }
    #expect(played.lines[1].hasPrefix("1) ") && played.lines[4].hasPrefix("4) "))
    #expect(played.lines[5] == "! Answer with a number from 1 to 4.")
    #expect(played.lines[6] == played.lines[0])
    #expect(played.lines.contains { $0.hasPrefix("= ") || $0.hasPrefix("+") })
  }
}
