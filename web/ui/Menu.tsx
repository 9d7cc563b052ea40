import { Menu as MantineMenu } from '@mantine/core'
import { Fragment, type ReactNode } from 'react'
import { type IconCheck, IconChevronDown } from './icons.ts'
import classes from './Menu.module.css'

export type MenuItem = {
  readonly id: string
  readonly label: ReactNode
  readonly note?: ReactNode
  readonly icon?: typeof IconCheck
  readonly current?: boolean
  readonly danger?: boolean
  readonly disabled?: boolean
  readonly run: () => void
}

export type MenuGroup = { readonly title?: ReactNode; readonly items: readonly MenuItem[] }

type MenuProps = {
  /** What the button opens, for those who cannot see it. */
  readonly label: string
  readonly trigger: ReactNode
  /** A look of its own for the button; by default the plain slim button with a chevron. */
  readonly triggerClass: string
  readonly groups: readonly MenuGroup[]
}

export function Menu({ label, trigger, triggerClass, groups }: MenuProps) {
  const shown = groups.filter((group) => group.items.length > 0)
  return (
    <MantineMenu position="bottom-start" width={260}>
      <MantineMenu.Target>
        <button type="button" className={triggerClass} title={label}>
          {trigger}
          <IconChevronDown aria-hidden="true" />
        </button>
      </MantineMenu.Target>
      <MantineMenu.Dropdown className={classes['dropdown'] ?? ''} aria-label={label}>
        {shown.map((group, index) => (
          <Fragment key={group.items[0]?.id ?? index}>
            {index > 0 && <MantineMenu.Divider className={classes['divider'] ?? ''} />}
            {group.title !== undefined && <MantineMenu.Label className={classes['title'] ?? ''}>{group.title}</MantineMenu.Label>}
            {group.items.map((item) => {
              const Icon = item.icon
              return (
                <MantineMenu.Item
                  key={item.id}
                  className={[classes['item'], item.danger === true && classes['danger']].filter(Boolean).join(' ')}
                  disabled={item.disabled ?? false}
                  leftSection={Icon && <Icon size={18} aria-hidden="true" />}
                  aria-current={item.current === true ? 'true' : undefined}
                  onClick={item.run}
                >
                  {item.label}
                  {item.note !== undefined && <span className={classes['note']}>{item.note}</span>}
                </MantineMenu.Item>
              )
            })}
          </Fragment>
        ))}
      </MantineMenu.Dropdown>
    </MantineMenu>
  )
}
