/** One or many addresses as people paste them: by line, comma, semicolon or space, with or without names. */

export type Addresses = { readonly good: readonly string[]; readonly wrong: readonly string[] }

const form = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/

export function readAddresses(text: string): Addresses {
  // `Olena Kovalenko <olena@example.com>`: what stands in the brackets counts, and the name before it does not.
  const bare = text.replace(/[^<>,;\n]*<([^<>]*)>/g, '$1')
  const words = bare.split(/[\s,;]+/).filter((word) => word !== '')
  const unique = [...new Set(words.map((word) => word.toLowerCase()))]
  return { good: unique.filter((word) => form.test(word)), wrong: unique.filter((word) => !form.test(word)) }
}
