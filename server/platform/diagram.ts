/** A lifecycle table drawn as a Mermaid state diagram: the documentation's pictures come from the tables that the code obeys. */

export type Life = Readonly<Record<string, Readonly<Record<string, string>>>>

export function lifeDiagram(life: Life, first: string): string {
  const ways = Object.entries(life).flatMap(([state, events]) => Object.entries(events).map(([event, next]) => `  ${state} --> ${next}: ${event}`))
  const ends = Object.entries(life).flatMap(([state, events]) => (Object.keys(events).length === 0 ? [`  ${state} --> [*]`] : []))
  return ['```mermaid', 'stateDiagram-v2', `  [*] --> ${first}`, ...ways, ...ends, '```'].join('\n')
}
