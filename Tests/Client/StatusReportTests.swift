import Outbox
import Primitives
import Profile
import TestScopes
import TestSupport
import Testing
import Tracking
import Transport
import XP

/// What `glosa status` tells, and where a new word set goes.
@Suite("Status and set files", .ownThread())
struct StatusReportTests {
  private let folder = MemoryFolder()
  private var directories: Directories {
    Directories(environment: ["XDG_DATA_HOME": folder.path, "HOME": folder.path])
  }

  @Test("without a class everything is local, and its points are told as safe")
  func local() throws {
    let identity = try Session.Identity.current(in: directories)
    let session = Session(of: identity, in: directories, sends: false, transport: CurlTransport()) { _ in }
    try session.tracking.awardXP(10, gameType: .typing, context: AwardContext())
    let report = try StatusReport(of: identity, in: Outbox(of: directories))
    #expect(report.json["state"] == "local")
    #expect(report.json["xp_pending"]?.integer == 1 && report.json["xp_pending_points"]?.integer == 10)
    #expect(report.lines.contains("pending      10 XP, safe on this computer (events: 1)"))
    #expect(report.json["server"]?.isNull == true)
  }

  @Test("a set's file is named by its title, without what a file system takes amiss")
  func setFiles() throws {
    let place = SetPlace(title: "  ../Mina ord: kapitel\n3 ", in: directories)
    #expect(place.title == "../Mina ord: kapitel 3")
    #expect(place.path == directories.sets + "/mina-ord-kapitel-3.tsv")
    #expect(SetPlace(title: "***", in: directories).path.hasSuffix("/set.tsv"))
    let id = UniqueID(high: 5, low: 5)
    #expect(try place.id(wanted: id, replaces: false) == id)
    #expect(throws: CommandFailure.self) {
      try SetPlace(title: " ", in: directories).id(wanted: nil, replaces: false)
    }
  }
}
