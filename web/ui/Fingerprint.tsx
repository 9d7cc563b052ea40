import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './Button.tsx'
import { CopyButton } from './CopyButton.tsx'
import classes from './Fingerprint.module.css'

/** A SHA-256 in groups of four, as it is read aloud: its beginning, and the whole on asking. */
export function Fingerprint({ hex, whole = false }: { readonly hex: string; readonly whole?: boolean }) {
  const { t } = useTranslation('ui')
  const [open, setOpen] = useState(whole)
  const groups = hex.toLowerCase().match(/.{1,4}/g) ?? []
  return (
    <span className={classes['fingerprint']}>
      <code className={classes['code']}>
        {(open ? groups : groups.slice(0, 4)).join(' ')}
        {!open && groups.length > 4 && ' …'}
      </code>
      {!whole && (
        <Button kind="quiet" slim aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'fingerprint.less' : 'fingerprint.whole')}
        </Button>
      )}
      {open && <CopyButton text={hex.toLowerCase()} />}
    </span>
  )
}
