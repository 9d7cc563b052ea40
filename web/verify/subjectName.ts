/** Who a certificate names, out of the distinguished name that a report spells (RFC 4514). */

export type SubjectName = {
  /** The company where there is one, else the person. */
  readonly headline: string
  readonly person: string | undefined
  readonly organisation: string | undefined
  readonly organisationNumber: string | undefined
  readonly personalNumber: string | undefined
  readonly title: string | undefined
}

export function readSubject(text: string): SubjectName {
  const attributes = attributesOf(text)
  const given = [attributes.get('SN'), attributes.get('givenName')].filter((part) => part !== undefined).join(' ')
  const person = attributes.get('CN') ?? (given === '' ? undefined : given)
  const organisation = attributes.get('O')
  return {
    headline: organisation ?? person ?? text,
    person,
    organisation: organisation === person ? undefined : organisation,
    organisationNumber: numberIn(attributes.get('organizationIdentifier')),
    personalNumber: numberIn(attributes.get('serialNumber')),
    title: attributes.get('title'),
  }
}

/** EN 319 412-1 §5.1.3: scheme, country, hyphen, number. What has another form is shown as it is. */
function numberIn(identifier: string | undefined): string | undefined {
  return identifier?.replace(/^[A-Z]{3}[A-Z]{2}-/, '')
}

function attributesOf(text: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const part of text.split(/(?<!\\)[,+]/)) {
    const at = part.indexOf('=')
    if (at < 1) continue
    const name = part.slice(0, at).trim()
    if (!found.has(name)) found.set(name, unescaped(part.slice(at + 1)))
  }
  return found
}

function unescaped(value: string): string {
  return value.replace(/\\([0-9a-fA-F]{2}|.)/g, (_, each: string) => (each.length === 2 ? String.fromCodePoint(Number.parseInt(each, 16)) : each))
}
