import HTTPTypes
import Primitives
import TestScopes
import TestSupport
import Testing
import Wire
import XP

@testable import API

@Suite(.ownThread()) struct ExportTests {
  @Test(
    "a cell is quoted where it must be, and never a formula",
    arguments: [
      ("Ada", "Ada"), ("", ""), ("Ada, Bo", "\"Ada, Bo\""), ("say \"hi\"", "\"say \"\"hi\"\"\""),
      ("a\r\nb", "\"a\r\nb\""), ("=1+1", "'=1+1"), ("+46", "'+46"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"),
      ("\t=1", "'\t=1"), ("  =1", "'  =1"), ("\u{A0}=1", "'\u{A0}=1"), ("\r=1", "\"'\r=1\""),
      ("＝1", "'＝1"), ("=\"a\",b", "\"'=\"\"a\"\",b\""), ("a=1", "a=1"), ("Anna-Karin", "Anna-Karin"),
    ])
  func writesCells(value: String, cell: String) {
    #expect(CSV.cell(value) == cell)
  }

  @Test("the table has every pupil, with the points of today, of the week and of all time")
  func exports() async throws {
    let server = try await TestServer()
    let schoolClass = try await server.makeClass("7B \"Å\";\u{1F600}/../x")
    let ada = try await server.makeStudent("=HYPERLINK(1,2)", in: schoolClass)
    let bo = try await server.makeStudent("Åsa", in: schoolClass)
    _ = try await server.sync(ada, [XPEvent.test(1, of: ada.studentID, delta: 5).json])
    server.time.advance(seconds: 86_400)
    _ = try await server.sync(ada, [XPEvent.test(2, of: ada.studentID, kind: "choice", delta: 7).json])
    let answer = try await server.send(
      .get, Route.export(of: schoolClass.id), token: server.teacherToken.text)
    #expect(answer.status == 200)
    #expect(answer.headers[.contentType] == "text/csv; charset=utf-8; header=present")
    #expect(
      answer.headers[.contentDisposition] == "attachment; filename=\"glosa-7B-x-2026-11-23.csv\"")
    #expect(
      answer.text
        == [
          "\u{FEFF}name,student id,total XP,today,this week,games played,last game,last played,joined,unusual XP",
          "\"'=HYPERLINK(1,2)\",\(ada.studentID),12,7,7,2,choice,\(server.time.now),\(TestTime.start),0",
          "Åsa,\(bo.studentID),0,0,0,0,,,\(TestTime.start),0", "",
        ].joined(separator: "\r\n"))
  }

  @Test("a class without pupils is a table without lines")
  func exportsNothing() async throws {
    let server = try await TestServer()
    let path = Route.export(of: try await server.makeClass().id)
    let answer = try await server.send(.get, path, token: server.teacherToken.text)
    #expect(answer.text.split(separator: "\r\n").count == 1)
  }
}
