/// Everything that is said to a person, on screens, by commands and in errors, in one language.
///
/// A second language is one more type that conforms, in one file: it does not compile before it has every sentence. What a
/// language cannot know comes as typed values, counts as numbers, so that each forms its own plurals.
package protocol Language:
  Sendable, OutboxSentences, TransportSentences, SyncSentences, TerminalSentences, AccountSentences,
  JoiningSentences, StatusSentences,
  TeacherSentences, CommandSentences, DemoSentences, DemoScreenSentences, BoardSentences,
  InvitationSentences, GameSentences, GoalSentences, StatusBarSentences, JoiningScreenSentences, KeySentences
{
}

/// What can be told to a person in their language: an error, a notice, the reason for one.
package protocol Sayable {
  /// A whole sentence, or the few words that belong into one, as the type's own comment says.
  func text(in language: any Language) -> String
}
