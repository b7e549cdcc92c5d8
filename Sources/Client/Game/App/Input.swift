package import Primitives
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
  case awardStored(UniqueID)
  /// The points of that award could not be stored, for that reason.
  case awardFailed(UniqueID, reason: String)
  /// The server named that award: it has the points. May come before `awardStored`, and for awards that are none of this game's.
  case awardConfirmed(UniqueID)
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

/// What the game wants done by the world around it.
package enum Effect: Hashable, Sendable {
  /// Store the points as the event of that id, and answer with `awardStored` or `awardFailed`.
  case award(UniqueID, Award, kind: EventKind, context: AwardContext)
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
