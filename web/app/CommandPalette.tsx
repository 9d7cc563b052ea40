import { useId, useMemo, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { Dialog } from '../ui/Dialog.tsx'
import { IconSearch } from '../ui/icons.ts'
import classes from './CommandPalette.module.css'
import { type Command, offeredCommands } from './commands.ts'
import { paths } from './paths.ts'
import { places } from './places.ts'
import { useSession } from './session.ts'

/** Any place and any act by its name. Arrows choose, Enter goes, Escape leaves. */
export function CommandPalette({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('app')
  const listId = useId()
  const { account } = useSession()
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState(0)
  const commands = useMemo<readonly Command[]>(() => {
    const go = (id: string, label: string, to: string): Command => ({ id, label, hint: t('palette.go'), run: () => void navigate(to) })
    return [
      ...offeredCommands(),
      ...places.filter((place) => place.for({ account })).map((place) => go(place.key, t(`places.${place.key}`), place.to)),
      ...(account === null ? [go('sign-in', t('signIn'), paths.signIn())] : [go('account', t('account.open'), paths.account())]),
      go('get', t('getCertificate'), paths.getCertificate()),
      go('verify', t('verifyDocument'), paths.verify()),
      go('home', t('home'), paths.home()),
    ]
  }, [account, navigate, t])
  const words = typed.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  const found = commands.filter((command) => words.every((word) => command.label.toLocaleLowerCase().includes(word)))
  const at = Math.min(chosen, Math.max(0, found.length - 1))
  const run = (command: Command | undefined) => {
    if (command === undefined) return
    onClose()
    command.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      setChosen((at + step + found.length) % Math.max(1, found.length))
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      run(found[at])
    }
  }
  return (
    <Dialog open title={t('palette.title')} titleHidden onClose={onClose}>
      <div className={classes['palette']}>
        <label className={classes['search']}>
          <IconSearch aria-hidden="true" />
          <input
            data-autofocus
            type="text"
            role="combobox"
            aria-label={t('palette.title')}
            aria-expanded="true"
            aria-controls={listId}
            aria-activedescendant={found[at] === undefined ? undefined : `${listId}-${at}`}
            autoComplete="off"
            placeholder={t('palette.placeholder')}
            value={typed}
            onKeyDown={onKeyDown}
            onChange={(event) => {
              setTyped(event.currentTarget.value)
              setChosen(0)
            }}
          />
        </label>
        <div role="listbox" id={listId} aria-label={t('palette.title')} className={classes['list']}>
          {found.map((command, index) => (
            <div
              key={command.id}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === at}
              className={classes['option']}
              onPointerMove={() => setChosen(index)}
              onClick={() => run(command)}
            >
              <span>{command.label}</span>
              {command.hint !== undefined && <span className="small soft">{command.hint}</span>}
            </div>
          ))}
        </div>
        {found.length === 0 && <p className={`soft ${classes['none']}`}>{t('palette.none')}</p>}
      </div>
    </Dialog>
  )
}
