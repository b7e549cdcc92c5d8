import Foundation
import Primitives
import TestScopes
import TestSupport
import Testing
import Wire

/// `glosa class …` with the real programs: what a teacher does in a term.
@Suite("The teacher's commands, end to end", .ownThread(in: .programs))
struct ClassCommandTests {
  @Test("A second class of a name is made, and said to be one more")
  func namesakes() throws {
    let classroom = try Classroom()
    let again = try classroom.teacher("create", "7b")
    #expect(again.status == 0 && again.output.contains("glosa join"), "\(again)")
    #expect(again.errors.contains("already (code \(classroom.code))"), "\(again.errors)")
    #expect(try classroom.teacher("create", "8C").errors == "")
  }

  @Test("A token file with another key than the server's: what a teacher does about it, and nothing is sent")
  func otherKey() throws {
    let classroom = try Classroom(wiring: .tls)
    let kept = try String(contentsOfFile: classroom.tokenFile, encoding: .utf8)
    let lines = kept.split(separator: "\n")
    #expect(lines.count == 2 && lines[1].hasPrefix("pin sha256//"), "\(lines.count)")
    let other = "\(lines[0])\npin sha256//" + String(repeating: "A", count: 43) + "=\n"
    try other.write(toFile: classroom.tokenFile, atomically: true, encoding: .utf8)
    let refused = try classroom.teacher("list")
    #expect(refused.status == 77 && refused.output.isEmpty, "\(refused)")
    #expect(
      refused.errors.contains("token file") && refused.errors.contains("--server ADDRESS"), "\(refused)")
    #expect(!refused.errors.contains("glosa move") && !refused.errors.contains("the teacher"), "\(refused)")
    try kept.write(toFile: classroom.tokenFile, atomically: true, encoding: .utf8)
    #expect(try classroom.teacher("list").status == 0)
  }

  @Test("Pupils and their points: a table for people, JSON for scripts, a leaderboard, a spreadsheet")
  func pupils() throws {
    let classroom = try Classroom()
    let empty = try classroom.teacher("students", "7B")
    #expect(empty.status == 0 && empty.output.contains("glosa join"), "\(empty.output)\(empty.errors)")
    #expect(try classroom.teacher("leaderboard", "7b").output.contains("glosa join"))
    let ada = try classroom.joinedComputer("Ada")
    _ = try classroom.joinedComputer("宮崎 駿")
    #expect(try ada.playRightAnswers(3).status == 0)
    let table = try classroom.teacher("students", classroom.code.lowercased())
    #expect(table.lines.count == 3 && table.lines[0].hasPrefix("name"), "\(table.output)")
    // Three wide characters and a space are seven columns: the points stand under their title all the same.
    #expect(table.lines[1].hasPrefix("Ada      30  "), "\(table.output)")
    #expect(table.lines[2].hasPrefix("宮崎 駿   0"), "\(table.output)")
    #expect(table.lines[2].contains("never"))
    let json = try JSON.parse(try classroom.teacher("students", "7B", "--json").output)
    #expect(json.array?.first?["display_name"] == "Ada" && json.array?.first?["total_xp"] == 30)
    #expect(json.array?.first?["joined_at"]?.time != nil)
    for period in ["today", "week", "all"] {
      let board = try classroom.teacher("leaderboard", "7B", "--period", period)
      #expect(
        board.lines.first?.hasPrefix("1.  Ada") == true && board.lines[0].hasSuffix("30 XP"),
        "\(board.output)")
      let answer = try JSON.parse(
        try classroom.teacher("leaderboard", "7B", "--period", period, "--json").output)
      #expect(answer["period"]?.string == period && answer["students"]?.array?.first?["rank"] == 1)
    }
    let csv = try classroom.teacher("export", "7B")
    #expect(csv.status == 0 && csv.output.contains("Ada,") && csv.output.contains("\r\n"), "\(csv.output)")
    let file = classroom.folder + "/klass.csv"
    #expect(try classroom.teacher("export", "7B", "--output", file).status == 0)
    #expect(String(decoding: try Data(contentsOf: URL(fileURLWithPath: file)), as: UTF8.self) == csv.output)
    let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    #expect(try JSON.parse(try classroom.teacher("export", "7B", "--json").output)["class"]?["name"] == "7B")
  }

  @Test("Homework: given with a built-in set, listed, seen by the pupil, taken away")
  func homework() throws {
    let classroom = try Classroom()
    #expect(try classroom.teacher("homework", "7B").output.contains("homework add"))
    let given = try classroom.teacher(
      "homework", "add", "7B", "--set", "djur", "--goal", "200", "--due", "2099-12-01")
    #expect(
      given.status == 0 && given.output.contains("until 2099-12-01 23:59"), "\(given.output)\(given.errors)")
    let made = try JSON.parse(
      try classroom.teacher(
        "homework", "add", "7B", "--set", "Djur", "--goal", "50", "--title", "Mer djur", "--due",
        "2099-12-01T18:00:00+02:00", "--json"
      ).output)
    #expect(made["due_at"] == "2099-12-01T16:00:00.000Z" && made["goal_xp"] == 50)
    let list = try classroom.teacher("homework", "7B")
    #expect(
      list.output.contains("Mer djur: 50 XP, until") && list.output.contains("set Djur"), "\(list.output)")
    let array = try JSON.parse(try classroom.teacher("homework", "list", "7B", "--json").output).array
    #expect(array?.count == 2 && array?.allSatisfy { $0["due_at"]?.time != nil } == true)
    let gone = try classroom.teacher("homework", "remove", "7B", made["id"]?.string ?? "")
    #expect(gone.status == 0, "\(gone.errors)")
    #expect(try classroom.teacher("homework", "remove", "7B", "DJUR").status == 0)
    #expect(try classroom.teacher("homework", "7B", "--json").output == "[]\n")
    #expect(try classroom.teacher("homework", "remove", "7B", "Djur").status == 65)
    for arguments in [
      ["--set", "Djur", "--goal", "0"], ["--set", "Djur", "--goal", "10", "--due", "i morgon"],
      ["--set", "Djur", "--goal", "10", "--due", "2020-01-01"], ["--goal", "10"],
    ] {
      let refused = try classroom.teacher(["homework", "add", "7B"] + arguments)
      #expect(refused.status == 64 && refused.errors.split(separator: "\n").count == 1, "\(refused.errors)")
    }
  }

  @Test(
    "Word sets: put for a class, listed with whom they are for, used for homework; a set only here is told apart"
  )
  func wordSets() throws {
    let classroom = try Classroom()
    #expect(try classroom.teacher("sets", "list").output.contains("sets put"))
    let file = classroom.folder + "/skogen.tsv"
    try "en räv\ta fox\nen varg\ta wolf\n".write(toFile: file, atomically: true, encoding: .utf8)
    let teacher = Computer(in: classroom.folder, named: "teacher")
    #expect(try teacher.glosa("sets", "import", file).status == 0)
    let early = try classroom.teacher("homework", "add", "7B", "--set", "skogen", "--goal", "10")
    #expect(early.status == 65 && early.errors.contains("sets put skogen"), "\(early.errors)")
    let put = try classroom.teacher("sets", "put", "skogen", "--class", "7B")
    #expect(put.status == 0 && put.output.contains("for 7B"), "\(put.errors)")
    let list = try classroom.teacher("sets", "list")
    #expect(
      list.lines.count == 2 && list.lines[1].hasPrefix("skogen") && list.lines[1].contains("7B"),
      "\(list.output)")
    #expect(try classroom.teacher("homework", "add", "7B", "--set", "skogen", "--goal", "10").status == 0)
    #expect(try classroom.teacher("homework", "7B").output.contains("set skogen"))
    let public_ = try JSON.parse(try classroom.teacher("sets", "put", "skogen", "--public", "--json").output)
    #expect(public_["public"] == true && public_["word_count"] == 2)
    #expect(try JSON.parse(try classroom.teacher("sets", "list", "--json").output).array?.count == 1)
    #expect(try classroom.teacher("sets", "put", "skogen", "--public", "--class", "7B").status == 64)
    #expect(try classroom.teacher("sets", "put", "nosuchset").status == 65)
  }

  @Test("A class that somebody fills is closed, gets a new code, and is emptied of them at once")
  func closing() throws {
    let classroom = try Classroom()
    _ = try classroom.joinedComputer("Ada")
    let joined = try JSON.parse(try classroom.teacher("students", "7B", "--json").output)
    let moment = try #require(joined.array?.first?["joined_at"]?.string)
    for name in ["Xa", "Xb", "Xc"] { _ = try classroom.joinedComputer(name) }
    let closed = try classroom.teacher("close", "7B")
    #expect(closed.status == 0 && closed.output.contains("4 are in it"), "\(closed.errors)")
    #expect(try classroom.teacher("list").output.contains("7B  (closed to new pupils)"))
    let late = Computer(in: classroom.folder, named: "late")
    let refused = try late.join(classroom.address, classroom.code, name: "Bo", pin: "1234")
    #expect(refused.status == 65 && refused.errors.contains("takes nobody new"), "\(refused.errors)")
    #expect(try late.join(classroom.address, classroom.code, name: "Ada", pin: "1234").status == 0)
    #expect(try classroom.teacher("remove", "7B").status == 64)
    #expect(try classroom.teacher("remove", "7B", "--joined-after", "25:99", "--yes").status == 64)
    #expect(
      try classroom.teacher("remove", "7B", "--joined-after", "23:59:59", "--yes").output
        .contains("nobody was removed"))
    #expect(
      try classroom.teacher("remove", "7B", "--joined-after", moment).status == 64, "nobody can be asked")
    let removed = try classroom.teacher("remove", "7B", "--joined-after", moment, "--yes", "--json")
    #expect(
      try JSON.parse(removed.output).array?.map { $0["display_name"] } == ["Xa", "Xb", "Xc"],
      "\(removed.errors)")
    let renewed = try JSON.parse(try classroom.teacher("code", "7B", "--new", "--json").output)
    let code = try #require(renewed["code"]?.string)
    #expect(code != classroom.code && renewed["joinable"] == false)
    #expect(try classroom.teacher("code", "7B").output.contains("glosa class open \(code)"))
    #expect(try JSON.parse(try classroom.teacher("open", "7B", "--json").output)["joinable"] == true)
    #expect(try late.join(classroom.address, classroom.code, name: "Bo", pin: "1234").status == 65)
    #expect(try late.join(classroom.address, code, name: "Bo", pin: "1234").status == 0)
  }

  @Test(
    "A new PIN: made and shown once, or taken from a file; the old one is dead, points wait for the new one")
  func pin() throws {
    let classroom = try Classroom()
    let ada = try classroom.joinedComputer("Ada")
    #expect(try ada.playRightAnswers(2, more: ["--offline"]).status == 0)
    let made = try JSON.parse(try classroom.teacher("pin", "7B", "ada", "--json").output)
    let pin = try #require(made["pin"]?.string)
    #expect(pin.count == 6 && pin.allSatisfy(\.isNumber))
    #expect(try ada.glosa("sync").status == 75)
    #expect(try ada.join(classroom.address, classroom.code, name: "Ada", pin: "1234").status == 77)
    #expect(try ada.join(classroom.address, classroom.code, name: "Ada", pin: pin).status == 0)
    #expect(try ada.glosa("sync").status == 0)
    #expect(try classroom.ledger(of: ada.studentID()) == (2, 20, 20))
    let file = classroom.folder + "/newpin"
    try "9876\n".write(toFile: file, atomically: true, encoding: .utf8)
    let given = try classroom.teacher("pin", "7B", "Ada", "--pin-file", file)
    #expect(given.status == 0 && !given.output.contains("9876"), "\(given.errors)")
    let signedOut = try ada.glosa("sync")
    #expect(signedOut.status == 75 && signedOut.errors.contains("Nothing is unsent"), "\(signedOut.errors)")
    #expect(signedOut.errors.contains("glosa join, with the class's address"), "\(signedOut.errors)")
    #expect(try ada.join(classroom.address, classroom.code, name: "Ada", pin: "9876").status == 0)
    try "12\n".write(toFile: file, atomically: true, encoding: .utf8)
    let short = try classroom.teacher("pin", "7B", "Ada", "--pin-file", file)
    #expect(short.status == 65 && short.errors.contains("4 to 12"), "\(short.errors)")
  }

  @Test("Removing a pupil is asked for, and takes everything of theirs")
  func remove() throws {
    let classroom = try Classroom()
    let ada = try classroom.joinedComputer("Ada")
    #expect(try ada.playRightAnswers(2).status == 0)
    let student = try ada.studentID()
    let unasked = try classroom.teacher("remove", "7B", "Ada")
    #expect(unasked.status == 64 && unasked.errors.contains("--yes"), "\(unasked.errors)")
    #expect(try classroom.ledger(of: student) == (2, 20, 20))
    let removed = try classroom.teacher("remove", "7B", "Ada", "--yes")
    #expect(removed.status == 0 && removed.output.contains("deleted for good"), "\(removed.errors)")
    #expect(try classroom.ledger(of: student) == (0, 0, 0))
    #expect(try classroom.teacher("students", "7B", "--json").output == "[]\n")
    let again = try classroom.teacher("remove", "7B", "Ada", "--yes")
    #expect(again.status == 65 && again.errors.contains("no pupil “Ada”"), "\(again.errors)")
  }

  @Test("At a keyboard, removing a pupil waits for their name, and another name removes nobody")
  func removeAtKeyboard() throws {
    let classroom = try Classroom()
    _ = try classroom.joinedComputer("Ada")
    for (typed, isRemoved) in [("Bo", false), ("Ada", true)] {
      let window = try TerminalWindow(
        [Programs.glosa, "class", "remove", "7B", "Ada"], environment: classroom.teacherEnvironment)
      #expect(window.shows("Type the pupil's name"), "\(window.screen)")
      #expect(window.screen.contains("for good"), "\(window.screen)")
      try window.type(typed)
      try window.press("Enter")
      #expect(eventually { window.isOver }, "\(window.screen)")
      #expect(try (classroom.teacher("students", "7B", "--json").output == "[]\n") == isRemoved)
    }
  }

  @Test("What can't be meant is one sentence that says what to do")
  func unclear() throws {
    let classroom = try Classroom()
    _ = try classroom.joinedComputer("Ada")
    #expect(try classroom.teacher("create", "7b").status == 0)
    let twice = try classroom.teacher("students", "7B")
    #expect(twice.status == 65 && twice.errors.contains("2 classes") && twice.errors.contains(classroom.code))
    #expect(try classroom.teacher("students", classroom.code).status == 0)
    for (arguments, text) in [
      (["students", "9Z"], "no class “9Z”"), (["pin", classroom.code, "Bo"], "no pupil “Bo”"),
      (["remove", classroom.code, "Bo", "--yes"], "no pupil “Bo”"), (["export", "9Z"], "no class “9Z”"),
      (["homework", "add", classroom.code, "--set", "nosuchset", "--goal", "5"], "no word set “nosuchset”"),
    ] {
      let refused = try classroom.teacher(arguments)
      #expect(refused.status == 65 && refused.errors.contains(text), "\(arguments): \(refused.errors)")
      #expect(refused.errors.split(separator: "\n").count == 1 && refused.output.isEmpty)
    }
  }

  @Test("A class of another teacher's is one that does not exist, by name, code and id")
  func othersClass() throws {
    let classroom = try Classroom()
    let made = try JSON.parse(try classroom.teacher("create", "8A", "--json").output)
    let other = "0190a0a0-0000-7000-8000-000000000001"
    _ = try classroom.database.sql(
      """
      INSERT INTO teachers SELECT '\(other)', 'Other', created_at FROM teachers LIMIT 1;
      UPDATE classes SET teacher_id = '\(other)' WHERE name = '8A';
      """)
    #expect(try classroom.teacher("students", "7B").status == 0)
    for wanted in ["8A", made["code"]?.string ?? "", made["id"]?.string ?? ""] {
      for command in ["students", "homework", "export", "leaderboard"] {
        let refused = try classroom.teacher(command, wanted)
        #expect(refused.status == 65 && refused.errors.contains("no class"), "\(command): \(refused.errors)")
      }
    }
  }

  @Test("A pupil's or a wrong token is 77, a server that is down 69; each command, one sentence")
  func access() throws {
    let classroom = try Classroom()
    let ada = try classroom.joinedComputer("Ada")
    let account = try JSON.parse(
      try String(contentsOfFile: ada.folder + "/config/glosa/account.json", encoding: .utf8))
    let tokens = classroom.folder + "/token"
    let commands = [
      ["students", "7B"], ["homework", "7B"], ["homework", "add", "7B", "--set", "Djur", "--goal", "5"],
      ["homework", "remove", "7B", "x"], ["pin", "7B", "Ada"], ["remove", "7B", "Ada", "--yes"],
      ["export", "7B"],
      ["leaderboard", "7B"], ["sets", "put", "Djur"], ["sets", "list"],
    ]
    for token in [account["token"]?.string ?? "", String(repeating: "a", count: 64)] {
      try token.write(toFile: tokens, atomically: true, encoding: .utf8)
      // A pupil may read the list of sets, as every account may.
      for command in commands where !(command[1] == "list" && token.hasPrefix(account["token"]?.string ?? ""))
      {
        let refused = try classroom.teacher(command + ["--token-file", tokens])
        #expect(refused.status == 77, "\(command): \(refused.errors)")
        #expect(
          refused.errors.split(separator: "\n").count == 1 && refused.output.isEmpty, "\(refused.errors)")
      }
    }
    classroom.stopServer()
    for command in commands {
      let unreached = try classroom.teacher(command)
      #expect(unreached.status == 69 && unreached.errors.contains(classroom.address), "\(unreached.errors)")
      #expect(unreached.errors.split(separator: "\n").count == 1 && unreached.output.isEmpty)
    }
  }

  @Test(
    "Another ledger at the address gets no teacher's token, and is named; the token's own is learned at the first use",
    arguments: [true, false])
  func otherLedger(isLearnedBefore: Bool) throws {
    let classroom = try Classroom()
    let ledger = classroom.tokenFile + ".ledger"
    #expect(FileManager.default.fileExists(atPath: ledger), "the class was made with the token")
    // As with a token file of before.
    if !isLearnedBefore { try FileManager.default.removeItem(atPath: ledger) }
    #expect(try classroom.teacher("list").status == 0)
    #expect(FileManager.default.fileExists(atPath: ledger))
    classroom.stopServer()
    let id = UniqueID(high: 0x1234_5678_0000_4000, low: 0x8000_0000_0000_0001)
    let server = try LoopbackServer(port: classroom.serverPort) { _ in
      [
        .answering { _ in
          LoopbackServer.Step.text(
            200, #"{"status":"ok","server_id":"\#(id)","version":"9"}"#, "Glosa-Ledger: \(id)")
        }
      ]
    }
    for command in [["list"], ["students", "7B"], ["create", "8C"], ["remove", "7B", "Ada", "--yes"]] {
      let refused = try classroom.teacher(command)
      #expect(refused.status == 77 && refused.output.isEmpty, "\(command): \(refused.output)")
      #expect(refused.errors.contains("is another Glosa server now (12345678)"), "\(refused.errors)")
      #expect(refused.errors.split(separator: "\n").count == 1)
    }
    let watch = try Program.run(
      Programs.glosa,
      ["watch", "--once", "--server", classroom.address, "--token-file", classroom.tokenFile],
      environment: Computer(in: classroom.folder, named: "teacher").environment)
    #expect(watch.status == 77 && watch.errors.contains("another Glosa server"), "\(watch.errors)")
    let requests = server.record.current.requests
    #expect(requests.count == 5 && requests.allSatisfy { $0.head.hasPrefix("GET /healthz ") })
    #expect(requests.allSatisfy { !$0.head.lowercased().contains("authorization") })
    server.stop()
    try classroom.startServer()
    #expect(try classroom.teacher("list").status == 0)
  }

  @Test("A token that is put into the same file for another ledger is learned anew")
  func otherToken() throws {
    let (classroom, other) = (try Classroom(), try Classroom())
    let token = try String(contentsOfFile: other.tokenFile, encoding: .utf8)
    #expect(try classroom.teacher("list").status == 0)
    try token.write(toFile: classroom.tokenFile, atomically: true, encoding: .utf8)
    let listed = try classroom.teacher("list", "--server", other.address)
    #expect(listed.status == 0, "\(listed.errors)")
  }

  @Test("A stranger's table is not taken for an export, and a half answer not for a list")
  func stranger() throws {
    let classroom = try Classroom()
    let id = try JSON.parse(try classroom.teacher("list", "--json").output).array?.first?["id"]?.string ?? ""
    let classes = #"{"classes":[{"id":"\#(id)","name":"7B","code":"ABCDEF"}]}"#
    for (command, body) in [
      ("export", "<html>"), ("students", #"{"students":[{"display_name":"x"}]}"#), ("students", "{}"),
      ("homework", #"{"homework":1}"#), ("leaderboard", #"{"students":[{}]}"#),
    ] {
      // A server of before, which can't say who it is, and a token that was not used yet.
      let server = try LoopbackServer { _ in
        [
          .answering { request in
            let path = request.head.split(separator: " ").dropFirst().first ?? ""
            return LoopbackServer.Step.text(
              200, path == Route.healthz ? #"{"status":"ok"}"# : path == Route.classes ? classes : body)
          }
        ]
      }
      defer { server.stop() }
      let tokens = classroom.folder + "/unused-token"
      try String(repeating: "a", count: 64).write(toFile: tokens, atomically: true, encoding: .utf8)
      let refused = try classroom.teacher(command, "7B", "--server", server.url(""), "--token-file", tokens)
      #expect(refused.status == 69, "\(command): \(refused.output)\(refused.errors)")
      #expect(refused.errors.split(separator: "\n").count == 1 && refused.output.isEmpty, "\(refused.errors)")
    }
  }

  @Test(
    "Signing out sends first, ends the token and leaves the computer; unsent points are asked about and kept")
  func leaving() throws {
    let classroom = try Classroom()
    let ada = try classroom.joinedComputer("Ada")
    let student = try ada.studentID()
    #expect(try ada.playRightAnswers(2, more: ["--offline"]).status == 0)
    let token = try JSON.parse(
      try String(contentsOfFile: ada.folder + "/config/glosa/account.json", encoding: .utf8))["token"]?.string
    let left = try ada.glosa("leave")
    #expect(left.status == 0 && left.output.contains("signed out of 7B"), "\(left.output)\(left.errors)")
    #expect(try classroom.ledger(of: student) == (2, 20, 20))
    #expect(try ada.status()["state"] == "local")
    let file = classroom.folder + "/dead"
    try (token ?? "").write(toFile: file, atomically: true, encoding: .utf8)
    #expect(try classroom.teacher("sets", "list", "--token-file", file).status == 77)
    #expect(try ada.glosa("leave").output.contains("nothing to sign out of"))

    #expect(try ada.join(classroom.address, classroom.code, name: "Ada", pin: "1234").status == 0)
    #expect(try ada.playRightAnswers(3, more: ["--offline"]).status == 0)
    classroom.stopServer()
    let unsure = try ada.glosa("leave")
    #expect(
      unsure.status == 75 && unsure.errors.contains("30 XP") && unsure.errors.contains("--yes"),
      "\(unsure.errors)")
    #expect(try ada.studentID() == student)
    let sure = try ada.glosa("leave", "--yes")
    #expect(
      sure.status == 0 && sure.output.contains("What waits here (30 XP)"), "\(sure.output)\(sure.errors)")
    #expect(try ada.studentID() != student)
    #expect(try ada.pending() == 0)
    try classroom.startServer()
    #expect(try ada.join(classroom.address, classroom.code, name: "Ada", pin: "1234").status == 0)
    #expect(try ada.glosa("sync").status == 0)
    #expect(try classroom.ledger(of: student) == (5, 50, 50))
  }
}

extension Classroom {
  /// The teacher's computer, which knows the server and the token.
  fileprivate var teacherEnvironment: [String: String] {
    var environment = Computer(in: folder, named: "teacher").environment
    environment["GLOSA_SERVER"] = address
    environment["GLOSA_TOKEN_FILE"] = tokenFile
    environment["TZ"] = "Europe/Stockholm"
    return environment
  }

  func teacher(_ arguments: String...) throws -> Finished { try teacher(arguments) }

  func teacher(_ arguments: [String]) throws -> Finished {
    try Program.run(Programs.glosa, ["class"] + arguments, environment: teacherEnvironment)
  }
}
