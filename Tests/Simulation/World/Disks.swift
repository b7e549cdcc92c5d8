import Primitives
import TestSupport

/// What disks do, and power.
extension World {
  /// The power of a computer fails: its programs are gone, and of what was not synced a part.
  func losePower(of number: Int) throws {
    let computer = computers[number]
    let left = try disk.losePower(in: computer.folder, seed: generator.next())
    killAll(on: number)
    disk.heal(computer.folder)
    computer.moveHome(to: left.folder)
    tell("\(number): the power fails, and \(left.lost) writes are gone")
  }

  /// A game dies in the midst of one of its next writes, or the whole computer does.
  func killAtWrite(on number: Int) throws {
    let computer = computers[number]
    guard let program = pick(computer.programs) else { return }
    disk.fail(computer.folder, .stopped, after: .random(in: 0...60, using: &generator))
    tell("\(number): the disk will stop")
    for _ in 0..<Int.random(in: 1...12, using: &generator) {
      award(program, on: number)
      scheduler.advance(by: .random(in: 5...3000, using: &generator))
    }
    if Bool.random(using: &generator) { return try losePower(of: number) }
    killAll(on: number)
    let folder = try disk.copy(computer.folder)
    disk.heal(computer.folder)
    computer.moveHome(to: folder)
    tell("\(number): everything there is killed")
  }

  /// A disk is full or can't be written to, or is as it should be again.
  func troubleDisk(of number: Int) {
    let computer = computers[number]
    if computer.hasTrouble {
      disk.heal(computer.folder)
      tell("\(number): the disk is as it should be")
    } else {
      let fault = pick([SimulatedDisk.Fault.full, .full, .readOnly]) ?? .full
      disk.fail(computer.folder, fault, after: .random(in: 0...30, using: &generator))
      tell("\(number): the disk will be \(fault.rawValue)")
    }
    computer.hasTrouble.toggle()
  }

  /// The server dies in the midst of one of its next writes: killed, or by a loss of power. What it acknowledged stays.
  func crashServer() throws {
    guard server.isUp else { return }
    disk.fail(server.folder, .stopped, after: .random(in: 0...120, using: &generator))
    tell("the server's disk will stop")
    scheduler.advance(by: .random(in: 0...30_000, using: &generator))
    let folder = server.folder
    let (isPower, seed) = (Bool.random(using: &generator), generator.next())
    try? server.stop()
    let left = isPower ? try disk.losePower(in: folder, seed: seed) : (try disk.copy(folder), 0)
    disk.heal(folder)
    server.folder = left.0
    try server.start()
    tell("the server \(isPower ? "loses its power, and \(left.1) writes" : "is killed"), and starts again")
    promises.crashed(server)
  }
}
