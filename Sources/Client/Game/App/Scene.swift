/// What the screen is about.
package enum Scene: Sendable {
  case menu(Menu)
  case round(Round)
  case results(Results)
  case joining(JoinForm)
}
