import { type DragEvent, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './Button.tsx'
import { buttonClass } from './buttonClass.ts'
import { fieldId } from './Field.tsx'
import classes from './FilePick.module.css'
import { IconCamera, IconFileText, IconUpload, IconX } from './icons.ts'
import { useFormats } from './useFormats.ts'

export type PickedFile = {
  readonly id: string
  readonly name: string
  readonly size: number
  /** 0 … 1 while it is being sent. */
  readonly progress?: number | undefined
  readonly error?: string | undefined
}

type FilePickProps = {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly error?: string | undefined
  readonly onPick: (files: readonly File[]) => void
  readonly picked?: readonly PickedFile[]
  readonly onRemove?: (id: string) => void
  readonly many?: boolean
  /** As of `<input accept>`: ".pdf,.p7s" or "image/*". */
  readonly accept?: string
  readonly maximumBytes?: number
  /** A second button that opens the phone's camera: `environment` for papers, `user` for a face. */
  readonly camera?: 'environment' | 'user'
  readonly disabled?: boolean
}

/** Files by choosing, by dropping, by the phone's camera. What does not fit is refused here, with its name. */
export function FilePick({
  name,
  label,
  hint,
  error,
  onPick,
  picked = [],
  onRemove,
  many = false,
  accept,
  maximumBytes,
  camera,
  disabled = false,
}: FilePickProps) {
  const { t } = useTranslation('ui')
  const { bytes } = useFormats()
  const unique = useId()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [refused, setRefused] = useState<readonly string[]>([])
  const number = many ? 2 : 1

  const take = (list: FileList | null) => {
    const files = [...(list ?? [])].slice(0, many ? undefined : 1)
    const faults = files.map((file) => {
      if (file.size === 0) return t('files.empty', { name: file.name })
      if (maximumBytes !== undefined && file.size > maximumBytes)
        return t('files.tooLarge', { name: file.name, size: bytes(file.size), limit: bytes(maximumBytes) })
      return accept === undefined || fits(file, accept) ? undefined : t('files.wrongKind', { name: file.name })
    })
    setRefused(faults.filter((fault) => fault !== undefined))
    const good = files.filter((_, index) => faults[index] === undefined)
    if (good.length > 0) onPick(good)
    if (input.current !== null) input.current.value = ''
  }
  const onDrag = (event: DragEvent) => {
    event.preventDefault()
    setOver(event.type === 'dragover')
  }
  const faults = [...(error === undefined || error === '' ? [] : [error]), ...refused]
  return (
    <div className={classes['pick']}>
      <div
        className={over ? `${classes['zone']} ${classes['over']}` : classes['zone']}
        onDragOver={onDrag}
        onDragLeave={onDrag}
        onDrop={(event) => {
          onDrag(event)
          if (!disabled) take(event.dataTransfer.files)
        }}
      >
        <p className={classes['label']} id={`${unique}-label`}>
          {label}
        </p>
        {hint !== undefined && (
          <p className={classes['hint']} id={`${unique}-hint`}>
            {hint}
          </p>
        )}
        <div className={classes['ways']}>
          <label className={`${buttonClass()} ${classes['choose']}`}>
            <IconUpload aria-hidden="true" />
            {t('files.choose', { count: number })}
            <input
              ref={input}
              className="heard"
              type="file"
              id={fieldId(name)}
              name={name}
              multiple={many}
              accept={accept}
              disabled={disabled}
              aria-describedby={[`${unique}-label`, hint !== undefined && `${unique}-hint`, faults.length > 0 && `${unique}-error`].filter(Boolean).join(' ')}
              aria-invalid={faults.length > 0 || undefined}
              onChange={(event) => take(event.currentTarget.files)}
            />
          </label>
          {camera !== undefined && (
            <label className={`${buttonClass()} ${classes['choose']} ${classes['camera']}`}>
              <IconCamera aria-hidden="true" />
              {t('files.camera')}
              <input
                className="heard"
                type="file"
                accept="image/*"
                capture={camera}
                disabled={disabled}
                onChange={(event) => take(event.currentTarget.files)}
              />
            </label>
          )}
          <span className={classes['drop']}>{t('files.drop', { count: number })}</span>
        </div>
        {faults.length > 0 && (
          <div role="alert" id={`${unique}-error`} className={classes['error']}>
            {faults.map((fault) => (
              <p key={fault}>{fault}</p>
            ))}
          </div>
        )}
      </div>
      {picked.length > 0 && (
        <ul className={classes['files']} aria-label={t('files.chosen', { count: picked.length })}>
          {picked.map((file) => (
            <li key={file.id}>
              <IconFileText aria-hidden="true" />
              <span className={classes['words']}>
                <span className={classes['name']}>{file.name}</span>
                {file.error === undefined ? <span className="small soft num">{bytes(file.size)}</span> : <span className={classes['error']}>{file.error}</span>}
                {file.progress !== undefined && file.progress < 1 && (
                  <progress className={classes['bar']} value={file.progress} max={1} aria-label={t('files.uploading', { name: file.name })} />
                )}
              </span>
              {onRemove !== undefined && (
                <Button
                  kind="quiet"
                  slim
                  aria-label={t('files.remove', { name: file.name })}
                  icon={<IconX aria-hidden="true" />}
                  onClick={() => onRemove(file.id)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function fits(file: File, accept: string): boolean {
  return accept.split(',').some((each) => {
    const rule = each.trim().toLowerCase()
    if (rule.startsWith('.')) return file.name.toLowerCase().endsWith(rule)
    return rule.endsWith('/*') ? file.type.startsWith(rule.slice(0, -1)) : file.type === rule
  })
}
