package import Game
import Languages
import Screen
import Wire

extension BoardApp {
  /// What a key does.
  enum Command: Hashable, Sendable {
    case help, leave, retry
    case move(by: Int)
    /// To the first or the last pupil.
    case toFirst, toLast
    case open, closePage
    case sort, reverse, filter, bell
    case search, edit(TextEdit), endSearch, dropSearch
    /// From the pupil, from what was searched for, from what is left out.
    case stepBack
    case showInvitation, hideInvitation
    /// Connects again, and asks anew how pupils join.
    case retryInvitation
  }

  private static let everywhere = KeyTable<Command>(lines: [
    KeyLine(nil, (.character("?"), .help), (.function(1), .help), hint: (.help, 2)),
    KeyLine(nil, (.control("c"), .leave)),
  ])

  /// What the keys do now, for the footer.
  package var keys: ScreenKeys { ScreenKeys(table, Self.everywhere) }

  /// The help: the keys of the list of pupils.
  package var help: KeySection? { pupilKeys(isPage: false).section }

  private var table: KeyTable<Command> {
    if isSearching { return searchKeys }
    if isInvitationShown { return invitationKeys }
    return pupilKeys(isPage: page != nil)
  }

  private func pupilKeys(isPage: Bool) -> KeyTable<Command> {
    let nobody: KeyObstacle? = shown.isEmpty ? .nobodyThere : nil
    return KeyTable(
      .board,
      [
        KeyLine(
          .choosePupil, (.up, .move(by: -1)), (.down, .move(by: 1)), (.pageUp, .move(by: -10)),
          (.pageDown, .move(by: 10)),
          also: [
            (.character("k"), .move(by: -1)), (.character("j"), .move(by: 1)),
            (.character(" "), .move(by: 10)),
            (.home, .toFirst), (.end, .toLast),
          ], hint: isPage ? (.nextPupil, 4) : nil, unless: nobody),
        isPage
          ? KeyLine(.lookClosely, (.enter, .closePage), also: [(.backspace, .closePage)])
          : KeyLine(.lookClosely, (.enter, .open), hint: (.pupil, 6), unless: nobody),
        KeyLine(
          .sortOrReverse, (.character("s"), .sort), (.character("r"), .reverse),
          hint: isPage ? nil : (.sort, 5)),
        KeyLine(.showOnlySome, (.character("f"), .filter), hint: isPage ? nil : (.filter, 5)),
        KeyLine(.searchName, (.character("/"), .search), hint: isPage ? nil : (.search, 6)),
        KeyLine(.oneStepBack, (.escape, .stepBack), hint: isPage ? (.back, 1) : nil),
        KeyLine(.bell, (.character("b"), .bell)),
        KeyLine(.invitationAndBack, (.character("i"), .showInvitation), hint: isPage ? nil : (.invite, 4)),
        KeyLine(.connectAgain, (.control("r"), .retry)),
        KeyLine(.quit, (.character("q"), .leave), hint: (.quit, 3)),
      ])
  }

  private var searchKeys: KeyTable<Command> {
    KeyTable(
      lines: [
        KeyLine(nil, (.escape, .dropSearch)),
        KeyLine(nil, (.enter, .endSearch), (.up, .endSearch), (.down, .endSearch)),
      ] + KeyLine.editing(told: []) { .edit($0) })
  }

  /// What acts on a list of pupils that is not shown does nothing.
  private var invitationKeys: KeyTable<Command> {
    KeyTable(lines: [
      KeyLine(
        nil, (.character("i"), .hideInvitation),
        also: [(.escape, .hideInvitation), (.backspace, .hideInvitation), (.enter, .hideInvitation)],
        hint: (.backToBoard, 1)),
      KeyLine(nil, (.character("b"), .bell)),
      KeyLine(nil, (.control("r"), .retryInvitation)),
      KeyLine(nil, (.character("q"), .leave), hint: (.quit, 3)),
    ])
  }

  mutating func keyPressed(_ key: Key) -> [BoardEffect] {
    refusal = nil
    if isHelpShown, key != .control("c") {
      isHelpShown = false
      return []
    }
    switch table.action(for: key) ?? Self.everywhere.action(for: key) {
    case .does(let command): return obey(command)
    case .not(let obstacle): refusal = KeyRefusal(key: key, obstacle: obstacle)
    case nil: refusal = KeyRefusal(key: key, obstacle: .unknownKey)
    }
    return []
  }

  private mutating func obey(_ command: Command) -> [BoardEffect] {
    switch command {
    case .help: isHelpShown = true
    case .leave: return [.leave]
    case .retry: return [.retry]
    case .move(let distance): return move(by: distance)
    case .toFirst: return move(by: -rows.count)
    case .toLast: return move(by: rows.count)
    case .open: return open()
    case .closePage: page = nil
    case .sort: order.sort = order.sort.next
    case .reverse: order.isReversed.toggle()
    case .filter: order.filter = order.filter.next
    case .bell: hasBell.toggle()
    case .search:
      (page, isSearching) = (nil, true)
      if search == nil { search = TextField() }
    case .edit(let edit): search?.apply(edit)
    case .endSearch:
      isSearching = false
      if search?.isEmpty == true { search = nil }
    case .dropSearch: (search, isSearching) = (nil, false)
    case .stepBack:
      if page != nil { page = nil } else if search != nil { search = nil } else { order.filter = .all }
    case .showInvitation: return showInvitation(true)
    case .hideInvitation: return showInvitation(false)
    case .retryInvitation: return [.retry] + showInvitation(true)
    }
    return []
  }

  /// Chooses another pupil; where one is looked at closely, that is the next one.
  private mutating func move(by distance: Int) -> [BoardEffect] {
    let shown = shown
    guard !shown.isEmpty else { return [] }
    // The first key only shows where one is.
    let place = hasSelection || abs(distance) > 1 ? selection + distance : selection
    selected = shown[min(max(0, place), shown.count - 1)].studentID
    return page == nil ? [] : open()
  }

  private mutating func open() -> [BoardEffect] {
    let shown = shown
    guard !shown.isEmpty else { return [] }
    let student = shown[selection].studentID
    selected = student
    guard page?.student != student else { return [] }
    page = PupilPage(student: student)
    return [.loadPupil(student)]
  }
}
