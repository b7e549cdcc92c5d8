package import Primitives
import Wire

/// The paths of the operations, for tests that ask by path.
package enum Route {
  package static let join = Endpoint.join.path
  package static let me = Endpoint.me.path
  package static let session = Endpoint.signOut.path
  package static let xpSync = Endpoint.xpSync.path
  package static let xpTotal = Endpoint.xpTotal.path
  package static let xpEvents = Endpoint.xpEvents.path
  package static let classes = Endpoint.classes.path
  package static let questSync = Endpoint.questSync.path
  package static let quests = Endpoint.quests.path
  package static let homework = Endpoint.openHomework.path
  package static let wordSets = Endpoint.wordSets.path
  package static let leaderboard = Endpoint.leaderboard.path
  package static let presence = Endpoint.presence.path
  package static let root = Endpoint.root.path
  package static let openapi = Endpoint.openapi.path
  package static let metrics = Endpoint.metrics.path
  package static let healthz = Endpoint.healthz.path
  package static let readyz = Endpoint.readyz.path
  package static func wordSet(_ id: UniqueID) -> String { Endpoint.wordSet.path(id) }
  package static func schoolClass(_ id: UniqueID) -> String { Endpoint.changeClass.path(id) }
  package static func code(of schoolClass: UniqueID) -> String { Endpoint.renewCode.path(schoolClass) }
  package static func invitation(to schoolClass: UniqueID) -> String { Endpoint.invitation.path(schoolClass) }
  package static func students(of schoolClass: UniqueID) -> String { Endpoint.students.path(schoolClass) }
  package static func student(_ student: UniqueID, of schoolClass: UniqueID) -> String {
    Endpoint.student.path(schoolClass, student)
  }
  package static func pin(of student: UniqueID, in schoolClass: UniqueID) -> String {
    Endpoint.setPIN.path(schoolClass, student)
  }
  package static func homework(of schoolClass: UniqueID) -> String { Endpoint.homework.path(schoolClass) }
  package static func homework(_ homework: UniqueID, of schoolClass: UniqueID) -> String {
    Endpoint.removeHomework.path(schoolClass, homework)
  }
  package static func board(of schoolClass: UniqueID) -> String { Endpoint.board.path(schoolClass) }
  package static func boardStream(of schoolClass: UniqueID) -> String {
    Endpoint.boardStream.path(schoolClass)
  }
  package static func export(of schoolClass: UniqueID) -> String { Endpoint.export.path(schoolClass) }
  package static let boardPage = Endpoint.boardPage.path
}
