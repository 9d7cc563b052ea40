/** What a building block of EN 319 102-1 §5 comes to: an indication, why, and the sentences that explain it. */
import { message, type Message, type MessageCode } from './messages.ts'
import type { Indication, SubIndication } from './report.ts'

export type Conclusion = { readonly indication: Indication; readonly subIndication: SubIndication | null; readonly messages: readonly Message[] }

export function passed(...messages: readonly Message[]): Conclusion {
  return { indication: 'TOTAL_PASSED', subIndication: null, messages }
}

export function failed(subIndication: SubIndication, ...messages: readonly Message[]): Conclusion {
  return { indication: 'TOTAL_FAILED', subIndication, messages }
}

export function indeterminate(subIndication: SubIndication, ...messages: readonly Message[]): Conclusion {
  return { indication: 'INDETERMINATE', subIndication, messages }
}

/** The blocks one after another: a failure outweighs doubt, the first of each kind names the reason, every sentence is kept. */
export function together(...conclusions: readonly Conclusion[]): Conclusion {
  const worst = conclusions.find(({ indication }) => indication === 'TOTAL_FAILED') ?? conclusions.find(({ indication }) => indication === 'INDETERMINATE')
  return {
    indication: worst?.indication ?? 'TOTAL_PASSED',
    subIndication: worst?.subIndication ?? null,
    messages: unrepeated(conclusions.flatMap(({ messages }) => messages)),
  }
}

/** The same sentence about the same thing once. */
function unrepeated(messages: readonly Message[]): Message[] {
  const said = new Set<string>()
  return messages.filter(({ text }) => !said.has(text) && said.add(text))
}

export function say(code: MessageCode, parameters?: Readonly<Record<string, string>>): Message {
  return message(code, parameters)
}

/** A moment as people write it and machines read it. */
export function spell(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`
}
