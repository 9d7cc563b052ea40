/** A file's name as it is kept and shown: never a path, nothing invisible, one spelling. */

const longest = 200
// C0 and C1 controls, and the marks that turn the direction of writing: "exe.fdp" must not read as "pdf.exe".
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu

/** Empty when nothing of the name is left; the caller refuses it. */
export function cleanName(given: string): string {
  const base = given.normalize('NFC').replace(invisible, '').split(/[/\\]/).at(-1) ?? ''
  const trimmed = base.replace(/\s+/g, ' ').replace(/^[\s.]+|[\s.]+$/g, '')
  const characters = Array.from(trimmed)
  if (characters.length <= longest) return trimmed
  const extension = /\.[\p{L}\p{N}]{1,10}$/u.exec(trimmed)?.[0] ?? ''
  return (
    characters
      .slice(0, longest - extension.length)
      .join('')
      .trimEnd() + extension
  )
}

/** Name without its extension, for lists and for files made from it. */
export function titleOf(name: string): string {
  return name.replace(/\.[\p{L}\p{N}]{1,10}$/u, '') || name
}
