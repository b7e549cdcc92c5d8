import Foundation
import Primitives
import TestScopes
import TestSupport
import Testing

/// `glosa sets …` with the real program.
@Suite("Word sets, end to end", .ownThread(in: .programs))
struct SetsCommandTests {
  /// A computer in a folder that is removed after, and that folder.
  private func withComputer(_ body: (Computer, String) throws -> Void) throws {
    let classroom = try Classroom(startsServer: false)
    let computer = Computer(in: classroom.folder, named: "Ada")
    try FileManager.default.createDirectory(atPath: computer.folder, withIntermediateDirectories: true)
    try body(computer, computer.folder)
  }

  private func write(_ text: String, to path: String) throws -> String {
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  @Test("A spreadsheet becomes a set that is listed, shown and played; what is no word is named")
  func spreadsheet() throws {
    try withComputer { computer, folder in
      let file = try write(
        "\u{FEFF}Svenska;Engelska;Exempel\r\nen ekorre;\"a squirrel\";\"Look; a squirrel!\"\r\nensam\r\nen soffa;a sofa/a couch;\r\n",
        to: folder + "/Mina ord.csv")
      let imported = try computer.glosa("sets", "import", file)
      #expect(imported.status == 0, "\(imported.errors)")
      #expect(imported.output.contains("2 words") && imported.output.contains("CSV"), "\(imported.output)")
      #expect(imported.errors.contains("Mina ord.csv, line 3: no semicolon"), "\(imported.errors)")
      let shown = try JSON.parse(try computer.glosa("sets", "show", "Mina ord", "--json").output)
      #expect(shown["title"] == "Mina ord" && shown["from"] == "sv" && shown["to"] == "en")
      #expect(shown["words"]?.array?.count == 2)
      #expect(shown["words"]?.array?.first?["example"] == "Look; a squirrel!")
      #expect(shown["words"]?.array?.last?["translations"] == ["a sofa", "a couch"])
      let list = try JSON.parse(try computer.glosa("sets", "list", "--json").output).array ?? []
      #expect(list.contains { $0["title"] == "Mina ord" && $0["words"] == 2 && $0["id"] == shown["id"] })
      #expect(try computer.playRightAnswers(2, set: "Mina ord").count(of: "+5 ") == 2)
    }
  }

  @Test("A set is never replaced unasked; with --force it is, and keeps its id")
  func replacing() throws {
    try withComputer { computer, folder in
      let file = try write("en ekorre - a squirrel\nen räv - a fox\n", to: folder + "/skogen.txt")
      #expect(try computer.glosa("sets", "import", file).status == 0)
      let id = try JSON.parse(try computer.glosa("sets", "show", "skogen", "--json").output)["id"]
      _ = try write("en varg - a wolf\nen älg - a moose\n", to: file)
      let refused = try computer.glosa("sets", "import", file)
      #expect(refused.status == 73 && refused.errors.contains("--force"), "\(refused.errors)")
      #expect(try computer.glosa("sets", "show", "skogen").output.contains("a fox"))
      let replaced = try computer.glosa("sets", "import", file, "--force", "--json")
      #expect(replaced.status == 0, "\(replaced.errors)")
      let set = try JSON.parse(replaced.output)
      #expect(set["id"] == id && set["word_count"] == 2 && set["format"] == "quizlet")
      #expect(try computer.glosa("sets", "show", "skogen").output.contains("a wolf"))
    }
  }

  @Test("--dry-run writes nothing; --swap, --from, --to and --title are kept; standard input is read")
  func options() throws {
    try withComputer { computer, folder in
      let text =
        "#separator:tab\n#html:true\na squirrel\t<b>en</b> ekorre [sound:x.mp3]\n<img src=x>\ten räv\n"
      let dry = try computer.glosa("sets", "import", "-", "--dry-run", "--json", input: text)
      let told = try JSON.parse(dry.output)
      #expect(dry.status == 0 && told["format"] == "anki" && told["file"] == .null, "\(dry.errors)")
      #expect(told["skipped"]?.array?.first?["line"] == 4)
      #expect(!FileManager.default.fileExists(atPath: folder + "/data/glosa/sets"))
      let made = try computer.glosa(
        "sets", "import", "-", "--title", "../Skogen & ängen", "--swap", "--from", "sv", "--to", "EN",
        "--format", "anki", input: text)
      #expect(made.status == 0, "\(made.errors)")
      let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/data/glosa/sets")
      #expect(names == ["skogen-ängen.tsv"])
      let shown = try JSON.parse(try computer.glosa("sets", "show", "../Skogen & ängen", "--json").output)
      #expect(shown["to"] == "en" && shown["words"]?.array?.first?["term"] == "en ekorre")
    }
  }

  @Test("A file without a usable word, one that is not there and bad options are one sentence each")
  func refused() throws {
    try withComputer { computer, folder in
      let media = try write("#separator:tab\n<img>\tx\n", to: folder + "/media.txt")
      let zip = folder + "/kort.apkg"
      try Data([0x50, 0x4B, 3, 4, 0]).write(to: URL(fileURLWithPath: zip))
      for (arguments, status, text) in [
        ([media], Int32(65), "media.txt, line 2"), ([zip], 65, "Notes in Plain Text"),
        (["/nonexistent.csv"], 65, "/nonexistent.csv"), (["/dev/null"], 65, "no words"),
        ([folder], 65, folder),
        (["-"], 64, "--title"), ([media, "--from", "sv", "--to", "sv"], 64, "two different"),
        ([media, "--from", "!"], 64, "no language"), ([media, "--format", "xlsx"], 64, "format"),
      ] {
        let answer = try Program.run(
          Programs.glosa, ["sets", "import"] + arguments, environment: computer.environment)
        #expect(answer.status == status, "\(arguments): \(answer.errors)")
        #expect(answer.errors.contains(text) && answer.output.isEmpty, "\(answer.errors)")
        #expect(answer.errors.split(separator: "\n").count == 1, "\(answer.errors)")
      }
      #expect(!FileManager.default.fileExists(atPath: folder + "/data/glosa/sets"))
    }
  }

  @Test("What is exported is imported again as the same set; a file that can't be written is 73")
  func exported() throws {
    try withComputer { computer, folder in
      let text = try computer.glosa("sets", "export", "Djur")
      #expect(text.status == 0 && text.output.hasPrefix("# glosa word set\n"))
      let file = folder + "/djur-ut.tsv"
      #expect(try computer.glosa("sets", "export", "Djur", "--output", file).status == 0)
      #expect(try String(contentsOfFile: file, encoding: .utf8) == text.output)
      let original = try JSON.parse(try computer.glosa("sets", "show", "Djur", "--json").output)
      let copy = try JSON.parse(
        try computer.glosa("sets", "import", file, "--title", "Djuren", "--json").output)
      #expect(copy["words"] == original["words"] && copy["level"] == original["level"])
      // Points refer to a set by its id, so two sets never share one.
      #expect(copy["id"] != original["id"])
      let unwritable = try computer.glosa("sets", "export", "Djur", "--output", "/nonexistent/x.tsv")
      #expect(unwritable.status == 73 && unwritable.errors.contains("/nonexistent/x.tsv"))
      #expect(try computer.glosa("sets", "export", "nosuchset").status == 65)
    }
  }

  @Test("sets list names a broken set and a file that is none on standard error, and exits 0")
  func brokenFiles() throws {
    try withComputer { computer, folder in
      let sets = folder + "/data/glosa/sets"
      try FileManager.default.createDirectory(atPath: sets, withIntermediateDirectories: true)
      _ = try write("en hund\ta dog\nen katt\n", to: sets + "/trasig.tsv")
      _ = try write("en hund;a dog\n", to: sets + "/tabell.csv")
      let list = try computer.glosa("sets", "list", "--json")
      #expect(list.status == 0)
      #expect(
        list.errors.contains("trasig.tsv, line 2:") && list.errors.contains("tabell.csv"), "\(list.errors)")
      #expect(try JSON.parse(list.output).array?.count == 10)
    }
  }

  @Test("sets check names each finding with its line and exits 1; a set that is in order exits 0")
  func checked() throws {
    try withComputer { computer, folder in
      let file = try write(
        "# title: Lista\nen hund\ta dog\nen katt\ta cat\n\nen hund\ta dog\nhäst\ta horse\n",
        to: folder + "/lista.txt")
      let check = try computer.glosa("sets", "check", file)
      #expect(check.status == 1 && check.errors.isEmpty, "\(check.errors)")
      let lines = check.output.split(separator: "\n")
      #expect(lines.count == 2, "\(check.output)")
      #expect(
        lines.first?.hasPrefix("lista.txt, line 5: the word of line 2 again") == true, "\(check.output)")
      #expect(lines.last?.hasPrefix("lista.txt, line 6: “häst” has no article") == true, "\(check.output)")
      let json = try computer.glosa("sets", "check", file, "--json")
      let found = try JSON.parse(json.output).array ?? []
      #expect(json.status == 1 && found.first?["other_line"] == 2)
      #expect(found.map { $0["line"] } == [5, 6])
      #expect(found.map { $0["kind"] } == ["double", "missing_article"])
      let sound = try computer.glosa("sets", "check", "Djur")
      #expect(sound.status == 0 && sound.output.contains("nothing found"), "\(sound.output)")
      #expect(try computer.glosa("sets", "check", folder + "/none.tsv").status == 65)
    }
  }
}
