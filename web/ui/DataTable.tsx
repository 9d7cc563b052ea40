import { type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './DataTable.module.css'
import { IconChevronDown } from './icons.ts'
import { walkRows } from './rowKeys.ts'
import ticks from './ticks.module.css'

export type Column<Item> = {
  readonly id: string
  readonly header: ReactNode
  readonly cell: (item: Item) => ReactNode
  readonly align?: 'start' | 'end'
  /** Keeps its words on one line; for dates and numbers. */
  readonly tight?: boolean
  readonly sortable?: boolean
}

export type Sorting = { readonly column: string; readonly direction: 'ascending' | 'descending' }

type DataTableProps<Item> = {
  readonly label: string
  readonly columns: readonly Column<Item>[]
  readonly items: readonly Item[]
  readonly keyOf: (item: Item) => string
  /** How the row is called in "Choose …". */
  readonly nameOf: (item: Item) => string
  readonly chosen?: ReadonlySet<string>
  readonly onChoose?: (chosen: ReadonlySet<string>) => void
  readonly sorting?: Sorting
  readonly onSort?: (sorting: Sorting) => void
  readonly toneOf?: (item: Item) => 'here' | 'muted' | 'wrong' | undefined
}

/** Rows that are compared and acted on together. On a phone each row becomes a card with its headers inside. */
export function DataTable<Item>({ label, columns, items, keyOf, nameOf, chosen, onChoose, sorting, onSort, toneOf }: DataTableProps<Item>) {
  const { t } = useTranslation('ui')
  const last = useRef<number>(undefined)
  const some = chosen ?? new Set<string>()
  const all = items.length > 0 && items.every((item) => some.has(keyOf(item)))
  const choosable = onChoose !== undefined

  const toggle = (index: number, range: boolean) => {
    const item = items[index]
    if (item === undefined) return
    const on = !some.has(keyOf(item))
    const from = range && last.current !== undefined ? last.current : index
    const next = new Set(some)
    for (const each of items.slice(Math.min(from, index), Math.max(from, index) + 1)) {
      if (on) next.add(keyOf(each))
      else next.delete(keyOf(each))
    }
    last.current = index
    onChoose?.(next)
  }
  return (
    <div className={classes['frame']}>
      <table className={classes['table']} aria-label={label} onKeyDown={walkRows}>
        <thead>
          <tr>
            {choosable && (
              <th scope="col" className={classes['box']}>
                <input
                  className={ticks['box']}
                  type="checkbox"
                  aria-label={t('table.selectAll')}
                  checked={all}
                  ref={(box) => {
                    if (box !== null) box.indeterminate = !all && some.size > 0
                  }}
                  onChange={() => onChoose?.(all ? new Set() : new Set(items.map(keyOf)))}
                />
              </th>
            )}
            {columns.map((column) => {
              const sorted = sorting?.column === column.id ? sorting.direction : undefined
              return (
                <th key={column.id} scope="col" data-align={column.align} aria-sort={sorted}>
                  {column.sortable === true && onSort !== undefined ? (
                    <button
                      type="button"
                      className={classes['sort']}
                      onClick={() => onSort({ column: column.id, direction: sorted === 'ascending' ? 'descending' : 'ascending' })}
                    >
                      {column.header}
                      <IconChevronDown aria-hidden="true" data-sorted={sorted} />
                    </button>
                  ) : (
                    column.header
                  )}
                </th>
              )
            })}
          </tr>
        </thead>
        <tbody>
          {items.map((item, index) => (
            <tr key={keyOf(item)} data-tone={toneOf?.(item)} data-chosen={some.has(keyOf(item)) || undefined}>
              {choosable && (
                <td className={classes['box']}>
                  <input
                    className={ticks['box']}
                    type="checkbox"
                    data-row
                    aria-label={t('table.select', { name: nameOf(item) })}
                    checked={some.has(keyOf(item))}
                    onClick={(event) => toggle(index, event.shiftKey)}
                    onChange={() => undefined}
                  />
                </td>
              )}
              {columns.map((column, place) => (
                <td key={column.id} data-align={column.align} data-tight={column.tight} data-first={place === 0 || undefined}>
                  <span className={classes['inline']} aria-hidden="true">
                    {column.header}
                  </span>
                  <div className={classes['cell']}>{column.cell(item)}</div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
