/** What a person types or pastes into a code field, brought to the code: "12-34 56", "Your code is 123456" → "123456". */
export function readCode(typed: string, length: number): string {
  const together = typed.replace(/[\s\u00a0\u2009\u202f.\-–—_]/g, '')
  if (/^\d*$/.test(together)) return together.slice(0, length)
  // A whole message was pasted: the run of digits that has the right length is the code.
  const runs = typed.match(/\d(?:[\s\u00a0-]?\d)*/g) ?? []
  const digits = runs.map((run) => run.replace(/\D/g, ''))
  return digits.find((run) => run.length === length) ?? digits.join('').slice(0, length)
}
