package import Languages

extension TransportError {
  /// Why, in a few words.
  package enum Reason: Hashable, Sendable {
    case nameUnknown
    case nothingAnswers
    case endedWithinHeader
    case noCertificate
    case unreadableCertificate
    case noMemory
    case requestNotTaken
    /// libcurl's code, where it has no words for it.
    case code(Int)
    case missingSymbol(library: String, symbol: String)
    case oldLibrary(version: String, minimum: String)
    case noThread
    case method(String)
    case headerField(String)
    /// libcurl's words, or the system's.
    case words(String)
  }
}

extension TransportError.Reason: Sayable {
  /// The words.
  package func text(in language: any Language) -> String {
    switch self {
    case .nameUnknown: language.nameUnknownHere
    case .nothingAnswers: language.nothingAnswersAtAddress
    case .endedWithinHeader: language.endedWithinHeader
    case .noCertificate: language.showsNoCertificate
    case .unreadableCertificate: language.unreadableCertificate
    case .noMemory: language.curlHasNoMemory
    case .requestNotTaken: language.curlTookNoRequest
    case .code(let code): language.curlError(code)
    case .missingSymbol(let library, let symbol): language.curlLacks(library, symbol: symbol)
    case .oldLibrary(let version, let minimum): language.curlTooOld(version, minimum: minimum)
    case .noThread: language.noThread
    case .method(let method): language.noMethod(method)
    case .headerField(let name): language.badHeaderField(name)
    case .words(let words): words
    }
  }
}
