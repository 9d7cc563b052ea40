/**
 * Hash trees (RFC 4998 §4.2, after Merkle) and what is left of them for one leaf. Pure.
 * A node is the hash of its members, sorted and joined; a single member stands for itself.
 */
import { digest, type DigestName } from '../algorithms/index.ts'
import { compareBytes, concatBytes } from '../bytes/index.ts'
import { MisuseError } from '../errors.ts'

/** Lists of hashes from the leaf upwards; what comes out of one list joins the next. */
export type ReducedHashTree = readonly (readonly Uint8Array[])[]

export function nodeHash(name: DigestName, members: readonly Uint8Array[]): Uint8Array {
  const [only, ...others] = members
  if (only === undefined) throw new MisuseError('a node of a hash tree has at least one member')
  return others.length === 0 ? only : digest(name, concatBytes(...members.toSorted(compareBytes)))
}

/** What the time-stamp is over (§4.3 steps 2 to 4). */
export function rootOf(name: DigestName, tree: ReducedHashTree): Uint8Array | undefined {
  let hash: Uint8Array | undefined
  for (const list of tree) hash = list.length === 0 && hash === undefined ? undefined : nodeHash(name, hash === undefined ? list : [...list, hash])
  return hash
}

/** Over groups of hashes: usually one hash a group, several where objects belong together. */
export class HashTree {
  readonly root: Uint8Array
  readonly #groups: readonly (readonly Uint8Array[])[]
  /** Leaves first; the last has the root alone. */
  readonly #rows: Uint8Array[][]

  constructor(name: DigestName, groups: readonly (readonly Uint8Array[])[]) {
    this.#groups = groups
    this.#rows = [groups.map((group) => nodeHash(name, group))]
    for (let row = this.#rows[0] ?? []; row.length > 1; this.#rows.push(row)) row = pairs(name, row)
    const root = this.#rows.at(-1)?.[0]
    if (root === undefined) throw new MisuseError('a hash tree needs at least one leaf')
    this.root = root
  }

  /** `undefined` for a single hash that is the whole tree: the time-stamp is over it directly. */
  reduced(index: number): ReducedHashTree | undefined {
    const group = this.#groups[index] ?? []
    const siblings: Uint8Array[] = []
    for (let [level, place] = [0, index]; level + 1 < this.#rows.length; level += 1, place >>= 1) {
      const sibling = this.#rows[level]?.[place ^ 1]
      if (sibling !== undefined) siblings.push(sibling)
    }
    // As in the example of §4.2: one hash and its sibling make the first list together; a group keeps a list of its own.
    const [first, ...upper] = siblings
    if (group.length > 1) return [group.toSorted(compareBytes), ...siblings.map((hash) => [hash])]
    return first === undefined ? undefined : [[...group, first].toSorted(compareBytes), ...upper.map((hash) => [hash])]
  }
}

function pairs(name: DigestName, row: readonly Uint8Array[]): Uint8Array[] {
  const above: Uint8Array[] = []
  for (let index = 0; index < row.length; index += 2) above.push(nodeHash(name, row.slice(index, index + 2)))
  return above
}
