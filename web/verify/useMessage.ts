import { useTranslation } from 'react-i18next'
import { useFormats } from '../ui/useFormats.ts'
import type { SignatureReport } from './report.ts'
import { readSubject } from './subjectName.ts'

type Message = SignatureReport['messages'][number]
const moment = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/
const distinguishedName = /^[A-Za-z.\d]+=/

const nameOf = (subject: string) => {
  const { person, headline } = readSubject(subject)
  return person ?? headline
}

/** A sentence of the report in the reader's language; one that the catalogue does not know yet stands in English. */
export function useMessage(): (message: Message) => string {
  const { t } = useTranslation('verify')
  const { exact } = useFormats()
  return ({ code, parameters, text }) => {
    const shown = Object.fromEntries(
      Object.entries(parameters).map(([name, value]) => [name, moment.test(value) ? exact(value) : distinguishedName.test(value) ? nameOf(value) : value]),
    )
    return t(`messages.${code}`, { ...shown, defaultValue: text })
  }
}
