import Game
import Screen
import Wire

extension BoardApp {
  mutating func keyPressed(_ key: Key) -> [BoardEffect] {
    if key == .control("c") { return [.leave] }
    if isHelpShown {
      isHelpShown = false
      return []
    }
    if isSearching { return searchKey(key) }
    if key == .character("i") { return showInvitation(!isInvitationShown) }
    if isInvitationShown { return invitationKey(key) }
    switch key {
    case .function(1), .character("?"): isHelpShown = true
    case .character("q"): return [.leave]
    case .escape:
      // One step back: from the pupil, from what was searched for, from what is left out.
      if page != nil { page = nil } else if search != nil { search = nil } else { order.filter = .all }
    case .backspace: page = nil
    case .up, .character("k"): return move(by: -1)
    case .down, .character("j"): return move(by: 1)
    case .pageUp: return move(by: -10)
    case .pageDown, .character(" "): return move(by: 10)
    case .home: return move(by: -rows.count)
    case .end: return move(by: rows.count)
    case .enter where page == nil: return open()
    case .enter: page = nil
    case .character("s"): order.sort = order.sort.next
    case .character("r"): order.isReversed.toggle()
    case .character("f"): order.filter = order.filter.next
    case .character("b"): hasBell.toggle()
    case .character("/"):
      (page, isSearching) = (nil, true)
      if search == nil { search = TextField() }
    case .control("r"): return [.retry]
    default: break
    }
    return []
  }

  private mutating func searchKey(_ key: Key) -> [BoardEffect] {
    switch key {
    case .escape: (search, isSearching) = (nil, false)
    case .enter, .up, .down:
      isSearching = false
      if search?.isEmpty == true { search = nil }
    default: _ = search?.take(key)
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
