/** Work that a hostile file may cause: bytes parsed, inflated or searched, and cross-reference entries kept. Shared by everything that reads one file. */
import { MalformedError } from '../errors.ts'

export class Budget {
  #bytes: number
  #entries: number

  constructor(fileSize: number) {
    // Each of some dozens of signatures has the whole document compared, and honest files do not reach half of this.
    this.#bytes = 256 * 1024 * 1024 + 32 * fileSize
    // An object takes a byte of its file at the least; Annex C allows 8,388,607 of them.
    this.#entries = Math.min(8_388_607, 65_536 + fileSize)
  }

  spend(bytes: number): void {
    this.#bytes -= bytes
    if (this.#bytes < 0) throw new MalformedError('reading this file takes more than its budget')
  }

  spendEntries(count: number): void {
    this.#entries -= count
    if (this.#entries < 0) throw new MalformedError('more cross-reference entries than the file can hold')
  }
}
