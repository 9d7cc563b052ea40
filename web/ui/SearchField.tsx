import { useTranslation } from 'react-i18next'
import { IconSearch } from './icons.ts'
import classes from './SearchField.module.css'

type SearchFieldProps = { readonly label: string; readonly value: string; readonly onChange: (text: string) => void; readonly shortcut?: string }

export function SearchField({ label, value, onChange, shortcut }: SearchFieldProps) {
  const { t } = useTranslation('ui')
  return (
    <label className={classes['search']}>
      <IconSearch aria-hidden="true" />
      <input type="search" aria-label={label} placeholder={label} title={t('search')} value={value} onChange={(event) => onChange(event.currentTarget.value)} />
      {shortcut !== undefined && value === '' && <kbd>{shortcut}</kbd>}
    </label>
  )
}
