package import Screen
package import XP

/// The part of the help that is about one screen.
package struct KeySection: Hashable, Sendable {
  package enum Title: Hashable, Sendable {
    case everywhere, menu, game(EventKind), results, joining, board
  }

  /// Keys, and what they do.
  package struct Line: Hashable, Sendable {
    package let keys: [ToldKeys]
    package let meaning: KeyMeaning
  }

  package let title: Title
  package let lines: [Line]
}

/// What the footer says of a key.
package struct KeyHint: Hashable, Sendable {
  package let keys: [ToldKeys]
  package let meaning: KeyMeaning
  /// Where there is too little room, the hints with the greatest rank go first.
  package let rank: Int
  /// What pressing on the hint with the mouse means; nil for nothing.
  package let target: Target?

  /// True for what leads away from the screen.
  var isWayOut: Bool {
    switch meaning {
    case .back, .quit: true
    default: false
    }
  }

  /// What fits, by how much room there is: all hints first, then fewer and fewer, in their order.
  package static func variants(of hints: [KeyHint]) -> [[KeyHint]] {
    Set(hints.map(\.rank)).sorted(by: >).map { rank in hints.filter { $0.rank <= rank } }
  }
}

/// Keys as they are told of.
package enum ToldKeys: Hashable, Sendable {
  case key(Key)
  case digits(ClosedRange<Int>)
}

/// What keys do, as footer and help say it.
package enum KeyMeaning: Hashable, Sendable {
  // Everywhere
  case help, thisHelp, back, leaveUnlessTyping, leave, toShell, goOn
  // The menu
  case chooseInList, nextPart, changeGameOrDirection, chooseByNumber, start, join(JoinForm.Reason), next, quit
  // A text field
  case moveInField, toStartOrEnd, toStartOrEndByLetter, deleteWord, deleteToStartOrEnd, emptyField
  // A round
  case answerOrShow, answerByNumber, highlight, answerHighlighted, endRound
  // The results
  case chooseNext, sameByNumber, toMenu
  // Joining
  case nextFieldOrJoin, nextField, fieldBefore, send, stopWaiting, yes, no
  // The board
  case choosePupil, lookClosely, sortOrReverse, showOnlySome, searchName, oneStepBack, bell
  case invitationAndBack, connectAgain
  case sort, filter, search, pupil, invite, nextPupil, backToBoard
  // The demo
  case cutWire, mendWire, blackHole, figures
}

/// Why a key does nothing now.
package enum KeyObstacle: Hashable, Sendable {
  /// No table knows the key.
  case unknownKey
  /// There are only so many to choose from.
  case onlySoMany(Int)
  /// Enter does what was wished.
  case enterStarts
  /// Nothing is chosen yet.
  case nothingChosen
  /// The right answer is on the screen until Enter.
  case enterGoesOn
  /// The menu is the first screen.
  case nothingBehind
  /// A class can't be joined in this game.
  case noJoining
  /// The server is asked.
  case waiting
  /// The server has been asked already.
  case tooLateToStop
  /// A question wants yes or no.
  case yesOrNo
  /// The last points are being sent.
  case leaving
  /// The list of pupils is empty.
  case nobodyThere
}
