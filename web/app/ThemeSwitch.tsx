import { useMantineColorScheme } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { QuietSelect } from '../ui/QuietSelect.tsx'

const schemes = ['auto', 'light', 'dark'] as const

export function ThemeSwitch() {
  const { t } = useTranslation('app')
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true })
  return (
    <QuietSelect
      label={t('theme.label')}
      value={colorScheme}
      options={schemes.map((value) => ({ value, label: t(`theme.${value}`) }))}
      onChange={(value) => setColorScheme(schemes.find((scheme) => scheme === value) ?? 'auto')}
    />
  )
}
