/// Why somebody joins a class.
package enum JoinReason: Hashable, Sendable {
  case noClass, signIn, otherClass
}

/// What keys do, as footer and help say it.
package enum KeyMeaning: Hashable, Sendable {
  // Everywhere
  case help, thisHelp, back, leaveUnlessTyping, leave, toShell, goOn
  // The menu
  case chooseInList, nextPart, changeGameOrDirection, chooseByNumber, start, join(JoinReason), next, quit
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
