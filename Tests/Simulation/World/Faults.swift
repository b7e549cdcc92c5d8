import Foundation
import Primitives
import Sync
import TestSupport
import Transport
import XP

/// What can happen to a class.
enum Happening: String, CaseIterable {
  case play, start, leave, kill, weather, networkChange, jumpClock, drift, serverDown, serverSkew, backUp,
    restore
  case keepHome, restoreHome, cloneHome, wait
  case losePower, killAtWrite, troubleDisk, crashServer
  case renewPIN, removePupil, renewCode, lookAtBoard, misbehave, signIn
}

/// How often what goes wrong, in this world: each world has its own.
struct FaultRates {
  /// Of a hundred messages in clear weather and in a storm.
  private let clear: [(SimulatedNetwork.Fate, percent: Int)]
  private let stormy: [(SimulatedNetwork.Fate, percent: Int)]
  /// Of what can happen to a class, how often each.
  private let happenings: [(Happening, weight: Int)]

  /// The rates of the world of that seed.
  init(seed: UInt64) {
    var generator = SeededGenerator(seed: seed ^ 0x9E37_79B9_7F4A_7C15)
    func rates(upTo most: Int) -> [(SimulatedNetwork.Fate, percent: Int)] {
      SimulatedNetwork.Fate.allCases.filter { $0 != .whole }.map { fate in
        (fate, Bool.random(using: &generator) ? Int.random(in: 0...most, using: &generator) : 0)
      }
    }
    (clear, stormy) = (rates(upTo: 2), rates(upTo: 12))
    happenings = Happening.allCases.map { step in
      switch step {
      case .play: (step, 60)
      case .start: (step, 15)
      case .wait: (step, 10)
      case .removePupil: (step, Int.random(in: 0..<4, using: &generator) == 0 ? 1 : 0)
      case .leave, .kill, .weather: (step, Int.random(in: 1...8, using: &generator))
      default: (step, Bool.random(using: &generator) ? Int.random(in: 1...4, using: &generator) : 0)
      }
    }
  }

  /// What happens next.
  func happening(using generator: inout SeededGenerator) -> Happening {
    let draw = Int.random(in: 0..<happenings.reduce(0) { $0 + $1.weight }, using: &generator)
    return Self.element(at: draw, of: happenings) ?? .wait
  }

  /// The element whose share of the weights a draw falls in; nil behind them all.
  private static func element<Element>(at draw: Int, of weighted: [(Element, Int)]) -> Element? {
    var draw = draw
    for (element, weight) in weighted {
      if draw < weight { return element }
      draw -= weight
    }
    return nil
  }

  func fate(in weather: World.Weather, using generator: inout SeededGenerator) -> SimulatedNetwork.Fate {
    let draw = Int.random(in: 0..<100, using: &generator)
    return Self.element(at: draw, of: weather == .stormy ? stormy : clear) ?? .whole
  }
}

extension World {
  /// Lives through a story, then quiet.
  ///
  /// - Returns: The first promise that was broken; nil where all were kept.
  func run(_ steps: [Story.Step]) throws -> Promises.Broken? {
    defer { try? server.stop() }
    for step in steps {
      generator = SeededGenerator(seed: step.seed)
      try carryOut(step.happening)
      if let broken = promises.broken { return broken }
    }
    return try comeToRest()
  }

  private func carryOut(_ step: Happening) throws {
    guard let number = pick(Array(computers.indices)) else { return }
    let computer = computers[number]
    switch step {
    case .play:
      guard let program = pick(computer.programs) else { return start(0, on: number) }
      // One who thinks, one who is quick, and one who holds a key down.
      let pace: ClosedRange<Int64> = pick([1500...9000, 300...2000, 5...50]) ?? 1500...9000
      for _ in 0..<Int.random(in: 1...(pace.upperBound > 2000 ? 12 : 60), using: &generator) {
        award(program, on: number)
        scheduler.advance(by: .random(in: pace, using: &generator))
      }
    case .start:
      guard computer.programs.count < 2, let pupil = pick(Array(pupils.indices)) else { return }
      start(pupil, on: number)
      scheduler.advance(by: .random(in: 0...5000, using: &generator))
    case .wait: scheduler.advance(by: .random(in: 1000...300_000, using: &generator))
    case .leave:
      guard let place = computer.programs.indices.randomElement(using: &generator) else { return }
      leave(computer.programs[place], on: number)
    case .kill: try kill(on: number)
    case .weather:
      computer.weather = pick(Weather.allCases) ?? .clear
      tell("\(number): the weather is \(computer.weather.rawValue)")
    case .networkChange:
      tell("\(number): the network changes")
      computer.network.change()
    case .jumpClock:
      let seconds: [Int64] = [-50 * 31_536_000, -10_800, -60, 0, 0, 0, 60, 3600, 172_800, 20 * 31_536_000]
      computer.skew = (pick(seconds) ?? 0) * 1_000_000
      tell("\(number): the clock is \(computer.skew / 1_000_000) s ahead")
    case .drift: computer.skew += .random(in: -2_000_000...2_000_000, using: &generator)
    case .serverDown:
      if server.isUp { try server.stop() } else { try server.start() }
      tell(server.isUp ? "the server starts" : "the server stops")
    case .serverSkew:
      serverSkew = pick([0, 0, -900_000, 120_000]) ?? 0
      tell("the server's clock is \(serverSkew / 1000) s ahead")
    case .backUp:
      guard server.isUp else { return }
      try server.backUp(to: backup)
      hasBackup = true
      tell("the server is backed up")
    case .restore:
      guard hasBackup else { return }
      if server.isUp { try server.stop() }
      try server.restore(from: backup)
      disk.settle(server.folder)
      try server.start()
      promises.restored(server)
      tell("the server is restored")
    case .keepHome:
      computer.backup = (
        try disk.copy(computer.folder), Set(computer.awards.values.flatMap(\.self)), computer.tokens
      )
      tell("\(number): the home is kept")
    case .losePower: try losePower(of: number)
    case .killAtWrite: try killAtWrite(on: number)
    case .troubleDisk: troubleDisk(of: number)
    case .crashServer: try crashServer()
    case .renewPIN: renewPIN()
    case .removePupil: removePupil()
    case .renewCode: renewCode()
    case .lookAtBoard: lookAtBoard()
    case .misbehave: misbehave()
    case .signIn: signInWhoHasTo(at: number)
    case .restoreHome: try restoreHome(of: number)
    case .cloneHome: try cloneHome(to: number)
    }
  }

  /// Leaves a program as a pupil does, who waits for it.
  func leave(_ program: SimulatedProgram, on number: Int) {
    program.leave()
    _ = scheduler.run(upTo: 5000) { program.leavingReport != nil }
    program.kill()
    computers[number].programs.removeAll { $0 === program }
    tell(
      "\(number): \(pupils[program.pupil].name) leaves, \(program.leavingReport?.pendingEvents ?? -1) wait")
  }

  /// A program dies, or, where it is alone, sometimes the computer: nothing is closed, and what is on the disk stays as it
  /// is.
  private func kill(on number: Int) throws {
    let computer = computers[number]
    guard let place = computer.programs.indices.randomElement(using: &generator) else { return }
    let program = computer.programs[place]
    if computer.programs.count == 1, Bool.random(using: &generator) {
      try computer.moveHome(to: disk.copy(computer.folder))
    }
    program.kill()
    computer.programs.remove(at: place)
    tell("\(number): the game of \(pupils[program.pupil].name) is killed")
  }

  /// Whoever is told to sign in again, or was removed, does.
  private func signInWhoHasTo(at number: Int) {
    for program in computers[number].programs {
      guard program.lastStatus?.state == .signInNeeded || !pupils[program.pupil].isInClass else { continue }
      tell("\(number): \(pupils[program.pupil].name) signs in again")
      signIn(program.pupil, at: computers[number])
      program.forceSync()
    }
  }

  func killAll(on number: Int) {
    for program in computers[number].programs { program.kill() }
    computers[number].programs = []
  }

  /// The home of earlier comes back: what was won since is gone from this computer.
  private func restoreHome(of number: Int) throws {
    let computer = computers[number]
    guard let backup = computer.backup else { return }
    killAll(on: number)
    try computer.moveHome(to: disk.copy(backup.folder))
    computer.tokens = backup.tokens
    promises.forgotten(Set(computer.awards.values.flatMap(\.self)).subtracting(backup.awards))
    for pupil in computer.awards.keys { computer.awards[pupil]?.formIntersection(backup.awards) }
    tell("\(number): the home of earlier is back")
  }

  /// Another computer's home is copied here, over what was here: only where nothing is.
  private func cloneHome(to number: Int) throws {
    let computer = computers[number]
    guard let other = pick(computers.filter { $0 !== computer }), computer.awards.allSatisfy(\.value.isEmpty)
    else { return }
    killAll(on: number)
    try computer.moveHome(to: disk.copy(other.folder))
    (computer.awards, computer.tokens, computer.backup) = (other.awards, other.tokens, nil)
    computer.players.formUnion(other.players)
    tell("\(number): is a clone of another computer")
  }

  private func leaveAll() {
    for (number, computer) in computers.enumerated() {
      for program in computer.programs {
        leave(program, on: number)
        promises.left(program, pupils[program.pupil].name, on: number)
      }
    }
  }

  // MARK: The end

  /// The world becomes whole, whoever ever played starts once more, and everything is looked at.
  private func comeToRest() throws -> Promises.Broken? {
    tell("the world becomes quiet")
    if !server.isUp { try server.start() }
    isQuiet = true
    for (number, computer) in computers.enumerated() {
      computer.weather = .clear
      if computer.hasTrouble { troubleDisk(of: number) }
      computer.network.change()
      for pupil in computer.players.sorted()
      where !computer.programs.contains(where: { $0.pupil == pupil }) {
        start(pupil, on: number)
      }
    }
    for _ in 0..<60 {
      scheduler.advance(by: 60_000)
      for number in computers.indices { signInWhoHasTo(at: number) }
      if promises.broken != nil || promises.isComplete { break }
    }
    // What was sent again after a restore is acknowledged a moment later.
    scheduler.advance(by: 120_000)
    let players = computers.map { Set($0.programs.map(\.pupil)).sorted() }
    // The first start may find that a token is dead, and the next that a restored ledger lacks something; who idles hears of
    // what other computers sent with the one after.
    for _ in 0..<3 {
      leaveAll()
      for (number, pupils) in players.enumerated() { for pupil in pupils { start(pupil, on: number) } }
      scheduler.advance(by: 60_000)
      for number in computers.indices { signInWhoHasTo(at: number) }
      scheduler.advance(by: 60_000)
    }
    for (number, computer) in computers.enumerated() {
      for program in computer.programs { try promises.rests(program, pupils[program.pupil].name, on: number) }
    }
    lookAtBoard()
    leaveAll()
    promises.rest(server)
    return promises.broken
  }
}
