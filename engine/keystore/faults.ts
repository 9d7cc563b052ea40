/** The password does not open the key store. Where the store has no MAC, a damaged store looks the same. */
export class WrongPasswordError extends Error {
  override readonly name = 'WrongPasswordError'
  constructor() {
    super('The password does not open this key store.')
  }
}
