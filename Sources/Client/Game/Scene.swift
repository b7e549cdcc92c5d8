/// What the screen is about.
public enum Scene: Sendable {
  case menu(Menu)
  case round(Round)
  case results(Results)
  case joining(JoinForm)
}
