import ArgumentParser

/// `glosa-bench`: measures Glosa against the figures it promises, on the computer it runs on.
@main
struct GlosaBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "glosa-bench", abstract: "Measure Glosa against the figures it promises.",
    discussion: "Only a release build says anything: swift run -c release glosa-bench client",
    subcommands: [
      ClientCommand.self, ServerCommand.self, BoardCommand.self, TLSCommand.self, SimulateCommand.self,
      JudgeCommand.self,
    ])
}
