import ArgumentParser
import GameShell
import Languages
import Primitives
import Profile
import TeacherClient
import Wire

/// `glosa class pin CLASS PUPIL`.
struct ClassPinCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pin", abstract: "Give a pupil a new PIN.",
    discussion: """
      Asks for the PIN; where none is given one is made and shown, once. The pupil is signed out everywhere and joins again \
      with the new one; unsent points wait for them.
      """)

  @Argument(help: "The class: its name, code or id.")
  var schoolClass: String

  @Argument(help: "The pupil: name or id.")
  var pupil: String

  @Option(help: "A file whose first line is the PIN, 4 to 12 digits.")
  var pinFile: String?

  @Flag(help: "Print one JSON object.")
  var json = false

  @OptionGroup var options: TeacherOptions

  func run() throws {
    if pinFile == nil, Console.isInteractive { Console.endOnSignals() }
    let teacher = try options.teacher()
    let schoolClass = try teacher.schoolClass(schoolClass)
    let pupil = try teacher.pupil(pupil, of: schoolClass)
    let given = try givenPIN(for: pupil)
    let pin = given ?? PIN.made()
    try teacher.connection.ask(.setPIN, schoolClass.id, pupil.id, body: SetPINRequest(pin: pin).json)
    if json {
      // A PIN that somebody gave is known to them; repeated, it would only lie about in one more place.
      let shown: JSON = given == nil ? .string(pin) : .null
      Console.say(
        JSON.object(["student_id": .id(pupil.id), "display_name": .string(pupil.name), "pin": shown])
          .description)
      return
    }
    Console.say(
      given == nil ? Spoken.language.newPIN(of: pupil.name, pin) : Spoken.language.hasNewPIN(pupil.name))
    Console.say(Spoken.language.signedOutEverywhere)
    teacher.howToJoin(schoolClass, title: Spoken.language.newPINSignsInWith).forEach(Console.say)
  }

  /// The PIN of the file or the keyboard; nil where none is given.
  private func givenPIN(for pupil: Received<Pupil>) throws -> String? {
    if let pinFile { return try PIN.inFile(pinFile) }
    guard Console.isInteractive, !json else { return nil }
    let question = Spoken.language.askNewPIN(of: pupil.name)
    guard let typed = Console.hidingTyped({ Console.askHidden(question) }) else {
      throw ExitStatus.interrupted
    }
    return typed.isEmpty ? nil : typed
  }
}
