/**
 * A password while a store is being opened, and the work it may still cost. Iteration counts come from the file, so all derivations
 * of one file together may take at most 10,000,000 iterations: some seconds, and ten times what careful writers choose today.
 */
import { utf8 } from '../bytes/index.ts'
import { MalformedError } from '../errors.ts'
import { bmpPassword } from './pkcs12-derivation.ts'

export const maximumIterations = 10_000_000

export class Password {
  /** For PBES2 and PBMAC1. */
  readonly utf8: Uint8Array
  /** For the derivation of PKCS#12 itself. */
  readonly bmp: Uint8Array
  #iterationsLeft: number

  constructor(utf8Form: Uint8Array, bmpForm: Uint8Array, iterations = maximumIterations) {
    this.utf8 = utf8Form
    this.bmp = bmpForm
    this.#iterationsLeft = iterations
  }

  spend(iterations: number): number {
    this.#iterationsLeft -= iterations
    if (!(iterations >= 1) || this.#iterationsLeft < 0) throw new MalformedError(`key derivation asks for more than ${maximumIterations} iterations`)
    return iterations
  }
}

/** The ways in which programs have spelt one password; an empty one is two zero octets or nothing at all. */
export function passwordForms(password: string): Password[] {
  const usual = new Password(utf8(password), bmpPassword(password))
  return password === '' ? [usual, new Password(utf8(password), new Uint8Array(0))] : [usual]
}
