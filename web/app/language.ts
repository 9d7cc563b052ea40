/**
 * The interface's language: chosen once and kept, else the browser's, else English.
 * A catalogue is one domain's words in one language, fetched when a page of that domain first needs it.
 */
import i18next, { type BackendModule } from 'i18next'
import { initReactI18next } from 'react-i18next'

export const languages = { en: 'English', uk: 'Українська' } as const
export type Language = keyof typeof languages

const catalogues = import.meta.glob<Record<string, unknown>>('../../locales/*/*.json', { import: 'default' })
const kept = 'countersign-language'

const backend: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, namespace, done) => {
    const load = catalogues[`../../locales/${language}/${namespace}.json`]
    if (load === undefined) return done(null, {})
    load().then(
      (words) => done(null, words),
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), false),
    )
  },
}

export const isLanguage = (text: string | null | undefined): text is Language => text === 'en' || text === 'uk'

function preferredLanguage(): Language {
  const saved = localStorage.getItem(kept)
  if (isLanguage(saved)) return saved
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? 'en'
}

export async function startLanguage(): Promise<void> {
  i18next.on('languageChanged', (language) => (document.documentElement.lang = language))
  await i18next
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: preferredLanguage(),
      // Catalogues say the same in every language (locales/catalogues.test.ts), so a reader fetches one of them, not two.
      fallbackLng: import.meta.env.DEV ? 'en' : false,
      supportedLngs: Object.keys(languages),
      ns: ['app', 'ui', 'problems'],
      defaultNS: 'app',
      partialBundledLanguages: true,
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
    })
}

export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(kept, language)
  await i18next.changeLanguage(language)
}

/** For a route's `lazy`: the page's words arrive together with its code, so that it never shows itself half-spoken. */
export async function loadWords(...domains: readonly string[]): Promise<void> {
  await i18next.loadNamespaces(domains)
}
