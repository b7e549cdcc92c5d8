import Files
import Glibc
import Outbox
import Primitives
import Profile
import TeacherClient
import TestScopes
import TestSupport
import Testing
import Transport
import Wire

/// The small files that say who plays on this computer, and as whom the teacher speaks.
@Suite("Account and token files", .ownThread())
struct AccountTests {
  private let folder = MemoryFolder()
  private let student = UniqueID(high: 0x1111_2222_3333_4444, low: 0x8555_6666_7777_8888)
  private let ledger = UniqueID(high: 0x9999_2222_3333_4444, low: 0x8555_6666_7777_8888)
  private var directories: Directories {
    Directories(environment: ["HOME": folder.path, "XDG_RUNTIME_DIR": folder.path])
  }
  private var path: String { directories.configuration + "/account.json" }

  private func account(_ trust: ServerTrust = .system) -> Account {
    Account(
      place: ServerPlace("https://192.168.1.20:8420", trust: trust), serverID: ledger, studentID: student,
      token: "secret", name: "Ada Å", className: "7B", brings: [student])
  }

  @Test("an account is read as it was written, by its user alone, and is gone when it was taken away")
  func roundTrip() throws {
    let pin = try #require(KeyPin("sha256//" + String(repeating: "A", count: 43) + "="))
    for trust in [ServerTrust.system, .key(pin), .authorities(pem: "-----BEGIN CERTIFICATE-----\n")] {
      try account(trust).save(in: directories)
      #expect(try Account.current(in: directories) == account(trust))
      #expect(FileSystem.status(of: path)?.st_mode.isForOwnerAlone == true)
    }
    try Account.remove(in: directories)
    #expect(try Account.current(in: directories) == nil)
    try Account.remove(in: directories)
  }

  @Test(
    "a damaged account is an error that says what to do, and never somebody else",
    arguments: ["", "{}", "{\"server\":1}"])
  func damaged(text: String) throws {
    try Files.writePrivately(Array(text.utf8), to: path)
    let failure = #expect(throws: CommandFailure.self) { try Account.current(in: directories) }
    #expect(failure?.sentence.contains("glosa join") == true)
    #expect(failure?.status == .badInput)
    #expect(throws: CommandFailure.self) { try Session.Identity.current(in: directories) }
  }

  @Test("who plays is the joined class's student, else the profile, which is made once")
  func identity() throws {
    let local = try Session.Identity.current(in: directories)
    #expect(local.owner.ledger == nil && local.token == nil)
    #expect(try Session.Identity.current(in: directories) == local)
    try account().save(in: directories)
    let joined = try Session.Identity.current(in: directories)
    #expect(joined.owner == Owner(ledger: ledger.description, studentID: student))
    #expect(joined.token == "secret")
    #expect(joined.isOwner(Owner(ledger: "https://192.168.1.20:8420", studentID: student)))
    #expect(!joined.isOwner(local.owner))
  }

  @Test("a profile never keeps the id of a student")
  func renewed() throws {
    let local = try Session.Identity.current(in: directories)
    try Account(
      place: ServerPlace("https://a"), serverID: ledger, studentID: local.owner.studentID, token: "t",
      name: "A",
      className: "7B"
    ).save(in: directories)
    _ = try Session.Identity.current(in: directories)
    try Account.remove(in: directories)
    #expect(try Session.Identity.current(in: directories).owner.studentID != local.owner.studentID)
  }

  @Test("a token's ledger is kept beside it, and is not that of another token")
  func tokenLedger() throws {
    let file = folder.path + "/teacher-token"
    let token = TeacherLedger(tokenFile: file, token: "0123456789abcdef")
    #expect(token.known == nil)
    token.keep(ledger)
    #expect(TeacherLedger(tokenFile: file, token: "0123456789abcdef").known == ledger)
    #expect(TeacherLedger(tokenFile: file, token: "fedcba9876543210").known == nil)
    let kept = try Files.readText(file + ".ledger")
    #expect(!kept.contains("0123456789abcdef"))
  }

  @Test("without a token file, or with an empty one, the sentence names the file, and nobody is asked")
  func noToken() throws {
    let file = folder.path + "/teacher-token"
    for text in [nil, "", "\n \n"] as [String?] {
      if let text { try Files.writePrivately(Array(text.utf8), to: file) }
      let failure = #expect(throws: CommandFailure.self) {
        try Teacher(at: "127.0.0.1:1", tokenFile: file, warn: { _ in })
      }
      #expect(
        failure?.status == .notAllowed && failure?.sentence.contains(file) == true,
        "\(String(describing: text))")
    }
  }
}
