/** What belongs together of the files that were dropped: a signature that stands apart goes with its document. */

export type Named = { readonly name: string }
export type Pairing<File extends Named> = { readonly input: File; readonly content?: File }

const apart = /\.(p7s|p7m|p7b|cms|sig|sgn)$/i

export const mayStandApart = (name: string): boolean => apart.test(name)

export function pairFiles<File extends Named>(files: readonly File[]): Pairing<File>[] {
  const signatures = files.filter((file) => mayStandApart(file.name))
  const others = files.filter((file) => !mayStandApart(file.name))
  const used = new Set<File>()
  const pairs = signatures.map((signature) => {
    // contract.pdf.p7s names its document; otherwise a lone document among signatures is meant.
    const base = signature.name.replace(apart, '').toLowerCase()
    const content =
      others.find((file) => file.name.toLowerCase() === base || withoutExtension(file.name) === base) ?? (others.length === 1 ? others[0] : undefined)
    if (content !== undefined) used.add(content)
    return content === undefined ? { input: signature } : { input: signature, content }
  })
  return [...pairs, ...others.filter((file) => !used.has(file)).map((input) => ({ input }))]
}

function withoutExtension(name: string): string {
  return name.replace(/\.[^.]+$/, '').toLowerCase()
}
