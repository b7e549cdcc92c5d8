import Game
import Sync
import Vocabulary

/// What other threads have to tell the game's loop.
enum PlayMessage: Sendable {
  case sync(SyncEvent)
  case awardStored(AwardTicket, points: Int)
  case awardFailed(AwardTicket, reason: String)
  case filesRead([WordSetFile])
  case signal(ExitStatus)
}
