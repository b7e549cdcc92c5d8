import Store
import Synchronization

/// The open connections, and whose they are: nobody gets more than their share of the room, and those who are signed in
/// are never turned away for the sake of others.
///
/// A connection belongs to the address it comes from until a request on it was answered for a token; from then on to
/// whoever holds that.
final class Connections: Sendable {
  /// Whose connections are counted together.
  private enum Party: Hashable {
    case address(ClientAddress)
    case token(TokenHash)
    /// Speaks for many.
    case proxy
  }

  private struct Connection {
    var party: Party
    /// True while a request on it is being answered.
    var isBusy = false
    /// True where it has been told to end.
    var isEnding = false
    /// Ends it. From any thread.
    let end: @Sendable () -> Void
  }

  private struct State {
    var connections: [ObjectIdentifier: Connection] = [:]
    /// Each party's, the oldest first, without those that have been told to end.
    var parties: [Party: [ObjectIdentifier]] = [:]
    /// How many have been told to end, and have not yet.
    var ending = 0
  }

  private let limits: ServerLimits
  private let proxies: TrustedProxies
  private let state = Mutex(State())

  init(limits: ServerLimits, proxies: TrustedProxies) {
    self.limits = limits
    self.proxies = proxies
  }

  /// Counts a connection until `closed`. Where its address has too many, or there are too many altogether, one that waits
  /// for nothing is ended in its favour.
  ///
  /// - Parameter end: Ends the connection; called from any thread, at most once.
  /// - Returns: False where there is no room, and none could be made.
  func opened(_ id: ObjectIdentifier, from address: ClientAddress, end: @escaping @Sendable () -> Void)
    -> Bool
  {
    let (hasRoom, victims) = state.withLock { state -> (Bool, [Connection]) in
      let party: Party = proxies.contains(address) ? .proxy : .address(address)
      state.connections[id] = Connection(party: party, end: end)
      state.parties[party, default: []].append(id)
      var victims = surplus(of: party, sparing: id, in: &state)
      guard state.connections.count - state.ending > limits.connections else { return (true, victims) }
      guard let victim = idleUnauthenticated(sparing: id, in: &state) else {
        Self.setEnding(id, in: &state)
        return (false, victims)
      }
      victims.append(victim)
      return (true, victims)
    }
    for victim in victims { victim.end() }
    return hasRoom
  }

  func closed(_ id: ObjectIdentifier) {
    state.withLock { state in
      guard let connection = state.connections.removeValue(forKey: id) else { return }
      if connection.isEnding { state.ending -= 1 }
      Self.remove(id, of: connection.party, from: &state)
    }
  }

  /// Notes that a request on a connection is being answered, or no longer.
  func setBusy(_ id: ObjectIdentifier, _ isBusy: Bool) {
    state.withLock { $0.connections[id]?.isBusy = isBusy }
  }

  /// Notes that a request on a connection was answered for somebody who is signed in.
  func proved(_ id: ObjectIdentifier, holds token: TokenHash) {
    let victims = state.withLock { state -> [Connection] in
      guard let connection = state.connections[id], connection.party != .proxy,
        connection.party != .token(token), !connection.isEnding
      else { return [] }
      Self.remove(id, of: connection.party, from: &state)
      state.connections[id]?.party = .token(token)
      state.parties[.token(token), default: []].append(id)
      return surplus(of: .token(token), sparing: id, in: &state)
    }
    for victim in victims { victim.end() }
  }

  /// One of a party's connections that has to go, where it has more than its share.
  private func surplus(of party: Party, sparing id: ObjectIdentifier, in state: inout State) -> [Connection] {
    let share =
      switch party {
      case .address: limits.unauthenticatedPerAddress
      case .token: limits.connectionsPerToken
      case .proxy: Int.max
      }
    guard (state.parties[party]?.count ?? 0) > share, let victim = idle(of: party, sparing: id, in: &state)
    else { return [] }
    return [victim]
  }

  /// The oldest connection that waits for nothing, of the address that has most of those on which nobody has
  /// signed in.
  private func idleUnauthenticated(sparing id: ObjectIdentifier, in state: inout State) -> Connection? {
    let addresses = state.parties.filter { if case .address = $0.key { true } else { false } }
    for party in addresses.sorted(by: { $0.value.count > $1.value.count }).prefix(Self.partiesWorthATry) {
      if let victim = idle(of: party.key, sparing: id, in: &state) { return victim }
    }
    return nil
  }

  /// Takes the oldest of a party's connections that waits for nothing out of its list.
  private func idle(of party: Party, sparing id: ObjectIdentifier, in state: inout State) -> Connection? {
    guard
      let victim = state.parties[party]?.first(where: { $0 != id && state.connections[$0]?.isBusy == false })
    else { return nil }
    Self.setEnding(victim, in: &state)
    return state.connections[victim]
  }

  private static func setEnding(_ id: ObjectIdentifier, in state: inout State) {
    guard let party = state.connections[id]?.party else { return }
    remove(id, of: party, from: &state)
    state.connections[id]?.isEnding = true
    state.ending += 1
  }

  private static func remove(_ id: ObjectIdentifier, of party: Party, from state: inout State) {
    state.parties[party]?.removeAll { $0 == id }
    if state.parties[party]?.isEmpty == true { state.parties[party] = nil }
  }

  /// How many parties are looked at for a connection that can end.
  private static let partiesWorthATry = 8
}
