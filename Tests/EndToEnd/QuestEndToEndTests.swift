import Foundation
import Outbox
import Primitives
import Sync
import TestScopes
import TestSupport
import Testing
import Transport
import Vocabulary
import Wire
import XP

/// Quests, homework and word sets from a real server to a real pupil's computer.
@Suite("Quests and classroom, end to end", .ownThread(in: .programs))
struct QuestEndToEndTests {
  private func typingQuest(of pupil: DirectPupil) throws -> DailyQuest {
    try #require(pupil.sync.currentStatus().quests.first { $0.quest.task == .answers(.typing) })
  }

  @Test(
    "A quest completed brings its bonus once, and the total that the pupil sees has it",
    arguments: Wiring.allCases)
  func bonus(wiring: Wiring) throws {
    let classroom = try Classroom(wiring: wiring)
    let pupil = try DirectPupil(classroom, name: "Ada", address: classroom.address, seed: 1)
    let quest = try typingQuest(of: pupil).quest
    classroom.stopServer()
    pupil.award(quest.goal + 5)
    let waiting = try typingQuest(of: pupil)
    #expect(waiting.isReached && !waiting.isBonusAwarded && waiting.pending == quest.goal)
    try classroom.startServer()
    #expect(pupil.drained(within: 20))
    let done = try typingQuest(of: pupil)
    #expect(done.isBonusAwarded && done.confirmed == quest.goal && done.pending == 0)
    let student = pupil.owner.studentID.description
    let expected = pupil.quests.filter {
      pupil.awarded.count * $0.progress(kind: "typing", delta: 10) >= $0.goal
    }.reduce(0) { $0 + $1.bonusXP }
    #expect(try classroom.bonus(of: student) == expected)
    #expect(pupil.sync.currentStatus().total?.totalXP == pupil.awarded.count * 10 + expected)
    pupil.award(30)
    #expect(pupil.drained(within: 20))
    #expect(
      try classroom.numbers(
        "SELECT count(*) FROM xp_events WHERE kind = 'daily_quest' AND metadata LIKE '%\(quest.id)%'",
        count: 1)
        == [1])
  }

  @Test("A quest event's answer lost on the way: resent, counted once", arguments: Wiring.allCases)
  func lostAnswers(wiring: Wiring) throws {
    let classroom = try Classroom(wiring: wiring)
    let proxy = try FaultProxy(target: classroom.serverPort)
    let pupil = try DirectPupil(classroom, name: "Bo", address: proxy.url("", scheme: wiring.scheme), seed: 2)
    let quest = try typingQuest(of: pupil).quest
    for offset in stride(from: 0, to: wiring == .plain ? 400 : 1800, by: wiring == .plain ? 45 : 200) {
      proxy.dropConnections()
      proxy.set(.truncateAnswer(after: offset), times: 2)
      pupil.award(1)
      #expect(pupil.drained(within: 20), "offset \(offset)")
    }
    let awarded = pupil.awarded.count
    #expect(try typingQuest(of: pupil).confirmed == min(awarded, quest.goal))
    #expect(
      try classroom.numbers(
        "SELECT coalesce(sum(progress), 0) FROM quest_events WHERE quest_id = '\(quest.id)'", count: 1)
        == [min(awarded, quest.goal)])
  }

  @Test(
    "A teacher's set comes with glosa sync, can be played without a server, pays full, and counts as homework",
    arguments: Wiring.allCases)
  func classroomSets(wiring: Wiring) throws {
    let classroom = try Classroom(wiring: wiring)
    let cleo = try classroom.joinedComputer("Cleo")
    let id = UniqueID(high: 0x1234_5678_9ABC_4DEF, low: 0x8123_4567_89AB_CDEF)
    let set = WordSet(
      id: id, title: "Våra ord", from: "sv", to: "en",
      words: (1...12).map { Word(term: "ord\($0)", translation: "word\($0)") })
    _ = try classroom.teach("PUT", Route.wordSet(id), set.json)
    let classes = try classroom.teach("GET", Route.classes, nil)
    let schoolClass = try #require(classes["classes"]?.array?.first?["id"]?.id)
    let work: JSON = ["title": "Läxa 1", "word_set_id": .id(id), "goal_xp": 50]
    _ = try classroom.teach("POST", Route.homework(of: schoolClass), work)

    let before = try cleo.glosa("sets", "list")
    #expect(!before.output.contains("Våra ord"))
    let synced = try cleo.glosa("sync", "--wait", "20")
    #expect(synced.status == 0, "\(synced.errors)")
    classroom.stopServer()
    #expect(try cleo.glosa("sets", "list").output.contains("Våra ord"))
    let played = try cleo.playRightAnswers(2, set: "Våra ord")
    #expect(played.count(of: "+10 ") == 2, "\(played.output)")
    let status = try cleo.status()
    #expect(status["xp_pending"] == 2)
    #expect((status["quest_pending"]?.integer ?? 0) > 0)
    #expect(status["state"] == "offline")
    let unsent = try cleo.glosa("sync")
    #expect(unsent.status == 75)
    try classroom.startServer()
    #expect(try cleo.glosa("sync", "--wait", "20").status == 0)
    let after = try cleo.status()
    #expect(after["quest_pending"] == 0 && after["xp_pending"] == 0 && after["state"] == "synced")

    // Another pupil on this computer sees what their own class has, which is this one's again once it was fetched.
    #expect(try cleo.join(classroom.address, classroom.code, name: "Dag", pin: "5678").status == 0)
    #expect(!(try cleo.glosa("sets", "list").output.contains("Våra ord")))
  }
}
