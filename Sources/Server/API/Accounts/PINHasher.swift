import Crypto
import CryptoExtras
import Foundation
import Primitives
import Store

/// Hashes PINs with scrypt (RFC 7914) on a thread of its own, one after the other: guessing costs time and memory,
/// and a class that joins at once does not take the processor from those who play. Addresses take turns: whoever floods the
/// queue keeps the others waiting for one hash, not for all of theirs.
///
/// A hash reads `scrypt$LOG2N$R$P$SALT$KEY`, the last two in hexadecimal, so that the cost can be raised later.
package final class PINHasher: Sendable {
  /// What one hash costs: `128 · 2^logN · r` bytes of memory, and time in proportion.
  package struct Cost: Hashable, Sendable {
    var logN: Int
    var r: Int
    var p: Int

    /// 32 MiB, about a tenth of a second.
    package static let standard = Cost(logN: 15, r: 8, p: 1)

    /// The most memory that a stored hash may ask for, whoever wrote it, and the most with the passes multiplied, which is
    /// time: four and eight times the standard.
    static let greatestMemory = 128 << 20
    static let greatestWork = 256 << 20

    /// The cost that a stored hash names; nil for none that is ever paid.
    init?(logN: Substring, r: Substring, p: Substring) {
      guard let logN = Int(logN), (1...20).contains(logN), let r = Int(r), (1...32).contains(r),
        let p = Int(p),
        (1...16).contains(p), (128 << logN) * r <= Self.greatestMemory,
        (128 << logN) * r * p <= Self.greatestWork
      else { return nil }
      self.init(logN: logN, r: r, p: p)
    }

    /// A cost of those parameters of scrypt.
    package init(logN: Int, r: Int, p: Int) { (self.logN, self.r, self.p) = (logN, r, p) }
  }

  private let cost: Cost
  private let turns: Turns<ClientAddress>
  private let executor = BlockingExecutor(label: "glosa.pins", priority: .utility)

  /// - Parameters:
  ///   - capacity: How many PINs may wait.
  ///   - capacityPerAddress: How many of them may be of one address.
  init(cost: Cost = .standard, capacity: Int, capacityPerAddress: Int = .max) {
    self.cost = cost
    turns = Turns(capacity: capacity, capacityPerKey: capacityPerAddress)
  }

  /// A new hash of a PIN, with a random salt.
  ///
  /// - Parameter address: Whose turn it takes.
  func hash(_ pin: String, for address: ClientAddress) async throws -> String {
    let cost = cost
    return try await work(for: address) {
      let salt = SecretBytes.random(count: 16)
      let key = try Self.key(pin, salt: salt, cost: cost)
      return "scrypt$\(cost.logN)$\(cost.r)$\(cost.p)$\(salt.hexadecimal)$\(key.hexadecimal)"
    }
  }

  /// True where `hash` is of this PIN.
  ///
  /// - Parameter address: Whose turn it takes.
  func verify(_ pin: String, against hash: String, for address: ClientAddress) async throws -> Bool {
    try await work(for: address) {
      let parts = hash.split(separator: "$", omittingEmptySubsequences: false)
      guard parts.count == 6, parts[0] == "scrypt", let cost = Cost(logN: parts[1], r: parts[2], p: parts[3]),
        let salt = SecretBytes.bytes(hex: parts[4]), let key = SecretBytes.bytes(hex: parts[5])
      else { return false }
      return SecretBytes.equal(try Self.key(pin, salt: salt, cost: cost), key)
    }
  }

  private static func key(_ pin: String, salt: [UInt8], cost: Cost) throws -> [UInt8] {
    try KDF.Scrypt.deriveKey(
      from: Array(pin.utf8), salt: salt, outputByteCount: 32, rounds: 1 << cost.logN, blockSize: cost.r,
      parallelism: cost.p
    ).withUnsafeBytes { Array($0) }
  }

  /// Does the work on that thread when the address's turn comes; refused where too much is waiting there.
  private func work<Value: Sendable>(
    for address: ClientAddress, _ body: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      let isWaiting = turns.add(address) { continuation.resume(with: Result(catching: body)) }
      guard isWaiting else { return continuation.resume(throwing: HTTPProblem.overloaded) }
      executor.perform { [turns] in turns.next()?() }
    }
  }
}
