package import Primitives
package import Screen
package import Wire

/// What the board takes in.
package enum BoardInput: Sendable {
  /// A key was pressed.
  case key(Key)
  /// The whole class, replacing everything.
  case snapshot(Board)
  /// One pupil that changed or came.
  case row(BoardRow)
  /// The stream was lost; the next try is at that moment of the monotonic clock, in milliseconds.
  case lost(reason: String, nextTryAt: Int64)
  /// The server will not have it.
  case refused(reason: String)
  /// A pupil that was asked for.
  case pupil(PupilDetails)
  /// A pupil that was asked for and could not be had.
  case pupilFailed(UniqueID, reason: String)
  /// How pupils join, which was asked for.
  case invitation(Invitation)
  /// The same where it could not be had.
  case invitationFailed(reason: String)
  /// How pupils join was told a while ago: the server may have another address by now.
  case invitationDue
}

/// What the board wants done.
package enum BoardEffect: Hashable, Sendable {
  /// End the program.
  case leave
  /// Ring the terminal's bell.
  case ring
  /// Ask for a pupil closely.
  case loadPupil(UniqueID)
  /// Ask how pupils join.
  case loadInvitation
  /// Try the stream again now.
  case retry
}
