/// What a teacher's token file says behind the token, in lines of a word and a pin.
package enum TokenFile {
  /// The server's key, at whatever address.
  package static let pin = "pin"
  /// The server's key at the addresses of its own computer; elsewhere an authority vouches for it.
  package static let pinHere = "pin-here"
}
