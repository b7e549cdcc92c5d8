import Foundation
import Outbox
import Primitives
import Sync
import TestSupport
import Transport
import Wire
import XP

/// A class, its computers, its server and everything between, on one thread and one clock, where one seed decides time, chance
/// and the order of everything: the same seed is the same story.
///
/// `@unchecked Sendable`: everything is done on the thread that made it, which its scheduler makes sure of.
package final class World: @unchecked Sendable {
  /// A computer, with one home that all pupils at it share.
  ///
  /// `@unchecked Sendable`: as its world.
  final class Computer: @unchecked Sendable {
    let network: SimulatedNetwork
    var folder: String
    var programs: [SimulatedProgram] = []
    /// How far its clock is ahead, in microseconds.
    var skew: Int64 = 0
    var weather = Weather.clear
    /// True while its disk is full or can't be written to.
    var hasTrouble = false
    /// What speaks for each pupil here: the account's file of its home.
    var tokens: [Int: String] = [:]
    /// A copy of its home of earlier, and what is in it.
    var backup: (folder: String, awards: Set<UniqueID>, tokens: [Int: String])?
    /// Pupils who ever played here.
    var players: Set<Int> = []
    /// Awards made here, or copied here, by pupil, in what its home is now.
    var awards: [Int: Set<UniqueID>] = [:]

    init(network: SimulatedNetwork, folder: String) { (self.network, self.folder) = (network, folder) }

    /// Its home lies in another folder from now on, on a disk without trouble.
    func moveHome(to folder: String) { (self.folder, hasTrouble) = (folder, false) }
  }

  /// How the network of a computer is.
  enum Weather: String, CaseIterable {
    case clear, stormy, blackHole, unplugged, portal
  }

  package let seed: UInt64
  let scheduler = VirtualScheduler(now: World.dawnUptime)
  let rates: FaultRates
  let server: SimulatedServer
  var promises = Promises()
  private(set) var pupils: [Pupil] = []
  private(set) var computers: [Computer] = []
  /// What happened, in order.
  package private(set) var story: [String] = []
  var generator: SeededGenerator
  /// How far the server's clock is ahead, in milliseconds.
  var serverSkew: Int64 = 0
  var hasBackup = false
  /// Where the server's backup is put.
  let backup: String
  private(set) var classID = UniqueID(high: 0, low: 0)
  var classCode = ""
  /// An account of the class whose owner sends whatever they like; nil in most worlds.
  private(set) var rogue: (student: UniqueID, token: String)?
  /// True where programs tell the teacher's board every few seconds how they are.
  let saysPresence: Bool
  /// Nothing goes wrong any more.
  var isQuiet = false
  let disk: SimulatedDisk
  private var lives: UInt64 = 0
  package private(set) var awardCount = 0

  /// When every world begins, by right clocks: a Monday morning.
  static let dawnUptime: Int64 = 1_000_000
  private static let dawn = Timestamp(milliseconds: 1_789_974_000_000)

  /// A class at the beginning of its story.
  ///
  /// - Throws: Where something of the simulation itself does not work.
  package init(seed: UInt64) throws {
    self.seed = seed
    generator = SeededGenerator(seed: seed)
    rates = FaultRates(seed: seed)
    saysPresence = Int.random(in: 0..<4, using: &generator) == 0
    disk = SimulatedDisk()
    backup = disk.newFolder() + ".sqlite"
    server = SimulatedServer(folder: disk.newFolder(), seed: seed)
    try server.start()
    try gather()
  }

  /// What right clocks show.
  var time: Timestamp { Self.dawn.adding(milliseconds: scheduler.now - Self.dawnUptime) }

  func tell(_ what: String) {
    let seconds = (scheduler.now - Self.dawnUptime) / 1000
    story.append(
      "\(seconds / 86400)d \(seconds % 86400 / 3600):\(seconds % 3600 / 60):\(seconds % 60) \(what)")
  }

  func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &generator) < percent }

  func pick<Element>(_ elements: [Element]) -> Element? { elements.randomElement(using: &generator) }

  // MARK: The server as others meet it

  /// Hands a request over to the server; nil where nobody listens.
  func serve(_ request: WireRequest, from computer: Int?) -> WireAnswer? {
    guard server.isUp else { return nil }
    server.clocksShow(time.adding(milliseconds: serverSkew), after: scheduler.now)
    guard let answer = try? server.answer(request) else { return nil }
    tell(
      "\(computer.map(String.init) ?? "–"): \(request.method) \(request.target.prefix { $0 != "?" }) → \(answer.response.status)"
    )
    if request.target == Endpoint.xpSync.path, let response = XPSyncResponse(json: answer.json) {
      promises.acknowledged(response.acceptedIDs)
    }
    if request.method == "POST", request.target != Endpoint.presence.path { promises.absorb(server) }
    return answer
  }

  /// What becomes of the next message of a computer.
  func fate(of computer: Int) -> SimulatedNetwork.Fate {
    if isQuiet { return .whole }
    return switch computers[computer].weather {
    case .clear: rates.fate(in: .clear, using: &generator)
    case .stormy: rates.fate(in: .stormy, using: &generator)
    case .blackHole: .requestLost
    case .unplugged: .refused
    case .portal: .foreign
    }
  }

  /// How long a message takes, in milliseconds.
  func delay() -> Int64 {
    !isQuiet && chance(5)
      ? .random(in: 500...20_000, using: &generator) : .random(in: 1...60, using: &generator)
  }

  /// What answers in the server's place.
  func foreignAnswer() -> HTTPResponse {
    let html = HTTPHeader("Content-Type", "text/html")
    let page = Array("<html><body>Welcome to the school's network</body></html>".utf8)
    let answers = [
      HTTPResponse(status: 200, headers: [html], body: page),
      HTTPResponse(status: 401, headers: [html], body: page),
      HTTPResponse(status: 302, headers: [HTTPHeader("Location", "http://portal.example/")]),
      HTTPResponse(status: 403, headers: [html], body: page),
      HTTPResponse(status: 404, headers: [html], body: page),
      HTTPResponse(status: 413, headers: [html], body: page),
      HTTPResponse(status: 422, headers: [html], body: page),
      HTTPResponse(status: 429, headers: [HTTPHeader("Retry-After", "30")]), HTTPResponse(status: 500),
      HTTPResponse(status: 502, headers: [html], body: page), HTTPResponse(status: 503),
      HTTPResponse(
        status: 200, headers: [HTTPHeader("Content-Type", "application/json")], body: Array("{}".utf8)),
      HTTPResponse(status: 204),
    ]
    return pick(answers) ?? answers[0]
  }

  // MARK: Computers and programs

  func clocks(of computer: Computer) -> Clocks {
    Clocks(
      wall: { [unowned self] in Timestamp(microseconds: time.microseconds + computer.skew) },
      sinceBoot: { [unowned self] in scheduler.now }, localDate: { $0.date(offsetSeconds: 3600) })
  }

  /// Starts the game on a computer for a pupil.
  func start(_ pupil: Int, on number: Int) {
    let computer = computers[number]
    lives += 1
    let life = lives
    let program = SimulatedProgram(
      life: life, pupil: pupil, owner: pupils[pupil].owner, token: { computer.tokens[pupil] },
      folder: computer.folder,
      network: computer.network, saysPresence: saysPresence, on: scheduler, clocks: clocks(of: computer),
      seed: seed &* 31 &+ lives * 1000
    ) { [unowned self] status in promises.published(status, of: life, by: pupil, on: number, in: self) }
    computer.programs.append(program)
    computer.players.insert(pupil)
    tell("\(number): \(pupils[pupil].name) starts the game")
    program.start()
  }

  /// A program wins points.
  func award(_ program: SimulatedProgram, on number: Int) {
    let kind = pick([EventKind.typing, .choice]) ?? .typing
    let id = program.newEventID()
    guard let points = program.award(pick([3, 5, 10]) ?? 10, kind, id) else {
      promises.attempted(id, for: program.owner.studentID)
      tell("\(number): \(pupils[program.pupil].name) wins points that are not saved")
      return
    }
    awardCount += 1
    computers[number].awards[program.pupil, default: []].insert(id)
    promises.awarded(id, points, to: program.owner.studentID, by: program.life, at: scheduler.now)
    tell("\(number): \(pupils[program.pupil].name) wins \(points)")
  }

  // MARK: The class

  private func gather() throws {
    var firstTokens: [String] = []
    server.clocksShow(time, after: scheduler.now)
    try server.addTeacher(token: Self.teacherToken)
    guard let schoolClass = SchoolClass(json: try ask(.createClass, ["name": "7B"], token: Self.teacherToken))
    else { throw SimulationError("no class") }
    (classID, classCode) = (schoolClass.id, schoolClass.code)
    for number in 0..<Int.random(in: 1...5, using: &generator) {
      let name = ["Ada", "Bo", "Cleo", "Dag", "Eva"][number]
      let joined = try join(name)
      guard let ledger = joined.serverID?.description else { throw SimulationError("\(name) is nowhere") }
      let owner = Owner(ledger: ledger, studentID: joined.studentID)
      pupils.append(Pupil(name: name, pin: "1234", owner: owner))
      firstTokens.append(joined.token)
    }
    if chance(25) {
      let joined = try join("Zoe")
      rogue = (joined.studentID, joined.token)
      promises.hasRogue(joined.studentID)
    }
    for number in 0..<Int.random(in: 1...4, using: &generator) {
      let folder = disk.newFolder()
      mkdir(folder, 0o700)
      let computer = Computer(network: SimulatedNetwork(of: self, computer: number), folder: folder)
      computer.tokens = Dictionary(uniqueKeysWithValues: firstTokens.enumerated().map { ($0, $1) })
      computers.append(computer)
    }
    promises.absorb(server)
  }

  private func join(_ name: String) throws -> JoinResponse {
    let request = JoinRequest(classCode: classCode, displayName: name, pin: "1234", studentID: nil)
    guard let joined = JoinResponse(json: try ask(.join, request.json, token: nil)) else {
      throw SimulationError("\(name) does not get in")
    }
    return joined
  }

  private func ask(_ endpoint: Endpoint, _ body: JSON, token: String?) throws -> JSON {
    scheduler.advance(by: 20_000)
    server.clocksShow(time, after: scheduler.now)
    let answer = try server.answer(WireRequest(endpoint, [], token: token, body: body))
    guard answer.response.status < 300 else {
      throw SimulationError("\(endpoint.path): \(String(decoding: answer.response.body, as: UTF8.self))")
    }
    return answer.json
  }
}
