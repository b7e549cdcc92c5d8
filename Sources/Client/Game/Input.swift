package import Screen
package import Vocabulary
package import XP

/// Everything that can happen to the game, named after what happened. The main loop hands them over one by one.
package enum Input: Hashable, Sendable {
  /// A key was pressed.
  case key(Key)
  /// Text was pasted; line ends are taken out.
  case pasted(String)
  /// The mouse pressed on something that the last frame named.
  case pressed(Target)
  /// The outbox has the points of that award on disk.
  case awardStored(AwardTicket)
  /// The points of that award could not be stored, for that reason.
  case awardFailed(AwardTicket, reason: String)
  /// The server has the points of that award.
  case awardConfirmed(AwardTicket)
  /// The sync manager published.
  case statusChanged(SyncStatus)
  /// The word sets of this computer became others: all of them, in the order of the list.
  case filesChanged([WordSetFile])
  /// Something became of the order to join a class.
  case joining(JoinNews)
}

/// Something on the screen that a mouse press can mean.
package enum Target: Hashable, Sendable {
  case homework(Int)
  case set(Int)
  case game(Int)
  case direction(Int)
  case start
  case choice(Int)
  case playMissed, playAgain, toMenu
  /// The offer to join a class.
  case join
  case joinField(JoinForm.Field)
  case yes, no, goOn
}

/// Names an award between the game that asked for it and the outbox that stores it.
package struct AwardTicket: Hashable, Sendable {
  /// Counted from 1 since the program began.
  package let number: Int

  /// The ticket of that number; a game counts them from 1.
  package init(number: Int) {
    self.number = number
  }
}

/// What the game wants done by the world around it.
package enum Effect: Hashable, Sendable {
  /// Store the points and answer with `awardStored` or `awardFailed`.
  case award(AwardTicket, Award, kind: EventKind, context: AwardContext)
  /// A round began: boards may show what is played.
  case playing(EventKind?)
  /// Join a class, and answer with `joining`, perhaps more than once.
  case join(JoinOrder)
  /// Stop joining if nothing was changed yet.
  case giveUpJoining
  /// The answer to the question that joining waits for.
  case answerJoining(Bool)
  /// Go on as the pupil that this computer has now: flush under the deadline, then begin anew.
  case changePupil
  /// Leave the program: flush under the deadline, then end.
  case leave
  /// The pupil does not want to wait for the flush.
  case leaveNow
}
