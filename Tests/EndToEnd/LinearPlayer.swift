import Foundation
import Primitives
import TestSupport

/// What the word sets say, read through the command that scripts use.
struct Translations {
  private var byTerm: [String: String] = [:]

  init(of set: String, on computer: Computer) throws {
    let json = try JSON.parse(try computer.glosa("sets", "show", set, "--json").output)
    for word in json["words"]?.array ?? [] {
      guard let term = word["term"]?.string, let translation = word["translations"]?.array?.first?.string
      else {
        continue
      }
      byTerm[term] = translation
    }
  }

  subscript(_ term: String) -> String? { byTerm[term] }

  /// The term whose text stands on a screen by itself on a line.
  func term(on screen: String) -> String? {
    for line in screen.split(separator: "\n") {
      let text = line.trimmingCharacters(in: .whitespaces)
      if byTerm[text] != nil { return text }
    }
    return nil
  }
}

/// Plays through `glosa play --linear`, answering as told.
struct LinearPlayer {
  let computer: Computer
  let set: String
  let more: [String]

  /// Answers that many questions right, then ends the input.
  func play(rightAnswers count: Int) throws -> Finished {
    let translations = try Translations(of: set, on: computer)
    let program = try Program(
      Programs.glosa, ["play", "--linear", "--set", set, "--game", "typing", "--rounds", "1000"] + more,
      environment: computer.environment)
    var said = ""
    var answered = 0
    while answered < count {
      let line = program.readLine()
      if line.isEmpty { break }
      said += line + "\n"
      guard line.hasPrefix("? ") else { continue }
      let prompt = line.split(separator: " ", maxSplits: 2).last.map(String.init) ?? ""
      program.write((translations[prompt] ?? "?") + "\n")
      let verdict = program.readLine()
      said += verdict + "\n"
      answered += 1
    }
    let rest = program.finish()
    return Finished(status: rest.status, output: said + rest.output, errors: rest.errors)
  }
}

/// A round that goes on: answers questions right, as many as are asked for.
final class LinearRound {
  private let program: Program
  private let translations: Translations
  private(set) var verdicts: [String] = []

  init(on computer: Computer, through wrapper: [String] = []) throws {
    translations = try Translations(of: "Djur", on: computer)
    let words = wrapper + [Programs.glosa, "play", "--linear", "--set", "Djur", "--rounds", "1000"]
    program = try Program(words[0], Array(words.dropFirst()), environment: computer.environment)
  }

  func answer(_ count: Int) {
    for _ in 0..<count {
      var line = program.readLine()
      while !line.hasPrefix("? ") {
        if line.isEmpty { return }
        line = program.readLine()
      }
      let prompt = line.split(separator: " ", maxSplits: 2).last.map(String.init) ?? ""
      program.write((translations[prompt] ?? "?") + "\n")
      verdicts.append(program.readLine())
    }
  }

  func kill() { program.send(SIGKILL) }
  func finish() -> Finished { program.finish() }
}
