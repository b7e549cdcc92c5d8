package import Game
package import Primitives
package import Profile
package import Sync
package import Vocabulary

/// What other threads have to tell the game's loop.
package enum PlayMessage: Sendable {
  case sync(SyncEvent)
  case awardStored(UniqueID, points: Int)
  case awardFailed(UniqueID, reason: String)
  case filesRead([WordSetFile])
  case joining(JoinNews)
  /// News of the board that a demo shows beside the game.
  case board(BoardFeedEvent)
  case signal(ExitStatus)
}
