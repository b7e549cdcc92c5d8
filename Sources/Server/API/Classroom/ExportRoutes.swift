import HTTPTypes
import Hummingbird
import Primitives
import Store
import Wire
import XP

/// A class as a table for the teacher's spreadsheet.
struct ExportRoutes: Sendable {
  let services: Services

  func add(to routes: inout RouteTable) {
    routes.on(.export, export)
  }

  @Sendable private func export(_ request: Request, _ id: UniqueID) async throws -> Response {
    let teacher = try await services.teacher(of: request)
    let store = services.store
    guard let schoolClass = try await store.classes(of: teacher).first(where: { $0.id == id }),
      let students = try await store.students(of: id, teacher: teacher)
    else { throw HTTPProblem.notFound }
    let today = try await points(of: id, .today, teacher)
    let week = try await points(of: id, .week, teacher)
    var table = CSV()
    table.add([
      "name", "student id", "total XP", "today", "this week", "games played", "last game", "last played",
      "joined", "unusual XP",
    ])
    for student in students {
      table.add([
        student.displayName, student.id.description, String(student.total.total.totalXP),
        String(today[student.id] ?? 0), String(week[student.id] ?? 0),
        String(student.total.total.gamesPlayed), student.total.lastGameType ?? "",
        student.total.updatedAt?.description ?? "", student.joinedAt.description,
        String(student.unusualXP),
      ])
    }
    let date = services.clock.calendar.date(services.clock.now())
    var response = Response.text(table.text, type: "text/csv; charset=utf-8; header=present")
    response.headers[.contentDisposition] =
      "attachment; filename=\"\(Self.fileName(schoolClass.name, date))\""
    return response
  }

  private func points(
    of schoolClass: UniqueID, _ period: Leaderboard.Period, _ teacher: UniqueID
  ) async throws -> [UniqueID: Int] {
    let entries = try await services.store.leaderboard(
      of: schoolClass, since: period.start(services.clock), for: .teacher(teacher))
    return Dictionary((entries ?? []).map { ($0.studentID, $0.xp) }, uniquingKeysWith: { first, _ in first })
  }

  /// `glosa-7B-2026-11-22.csv`: what no file system and no header field takes amiss, whatever the class is called.
  static func fileName(_ name: String, _ date: CivilDate) -> String {
    let plain = name.utf8.map { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        byte
      default: UInt8(ascii: "-")
      }
    }
    let words = plain.split(separator: UInt8(ascii: "-")).map { String(decoding: $0, as: UTF8.self) }
    return (["glosa"] + words + [date.description]).joined(separator: "-") + ".csv"
  }
}
