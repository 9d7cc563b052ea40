import { useTranslation } from 'react-i18next'
import { QuietSelect } from '../ui/QuietSelect.tsx'
import { chooseLanguage, isLanguage, languages } from './language.ts'

export function LanguageSwitch() {
  const { t, i18n } = useTranslation('app')
  return (
    <QuietSelect
      label={t('language')}
      value={i18n.resolvedLanguage ?? 'en'}
      options={Object.entries(languages).map(([value, label]) => ({ value, label }))}
      onChange={(language) => {
        if (isLanguage(language)) void chooseLanguage(language)
      }}
    />
  )
}
