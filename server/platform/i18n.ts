/** The shared catalogues (locales/LANGUAGE/DOMAIN.json), for mails, text messages and PDFs. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInstance, type Resource, type ResourceLanguage } from 'i18next'

export const languages = ['en', 'uk'] as const
export type Language = (typeof languages)[number]

/** `key` is `domain:path.to.text`. A missing text is an error: a half-translated letter must not go out. */
export type Translator = (language: string, key: string, values?: Record<string, unknown>) => string

export async function loadTranslator(localesFolder: string): Promise<Translator> {
  const resources: Resource = {}
  for (const language of languages) {
    const texts: ResourceLanguage = {}
    for (const file of await readdir(join(localesFolder, language))) {
      if (file.endsWith('.json')) texts[file.slice(0, -5)] = JSON.parse(await readFile(join(localesFolder, language, file), 'utf8'))
    }
    resources[language] = texts
  }
  const i18n = createInstance()
  await i18n.init({ resources, fallbackLng: false, interpolation: { escapeValue: false }, showSupportNotice: false } as never)
  return (language, key, values = {}) => {
    const lng = languages.find((known) => known === language) ?? 'en'
    if (!i18n.exists(key, { lng, ...values })) throw new Error(`no ${lng} text for ${key}`)
    return i18n.t(key, { lng, ...values })
  }
}
