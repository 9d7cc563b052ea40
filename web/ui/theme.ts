/**
 * Mantine in our look: the tokens are the only source, so the theme says which variable of theirs is which of ours.
 * Light and dark need no second list, since every token is a pair already.
 */
import { type CSSVariablesResolver, createTheme, type MantineColorsTuple, type VariantColorsResolver } from '@mantine/core'

import classes from './mantine.module.css'

const named = (names: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(Object.entries(names).filter((entry): entry is [string, string] => entry[1] !== undefined))
const input = named({ input: classes['input'], label: classes['label'], description: classes['description'], error: classes['error'] })
const list = { ...input, ...named({ dropdown: classes['dropdown'], option: classes['option'] }) }
const check = named({
  label: classes['checkLabel'],
  description: classes['description'],
  error: classes['error'],
  input: classes['check'],
  radio: classes['check'],
})

const pen: MantineColorsTuple = ['#eaeefb', '#d3dbf6', '#b4c8ff', '#93b0ff', '#6f8df0', '#4a6ae0', '#2347c5', '#1f3fb0', '#1a369a', '#142a7a']

const variantColors: VariantColorsResolver = ({ variant, color }) => {
  const bad = color === 'red' || color === 'bad'
  const hue = bad ? 'bad' : 'pen'
  if (variant === 'filled') return { background: `var(--${hue})`, hover: `var(--${hue}-press)`, color: `var(--on-${hue})`, border: `1px solid var(--${hue})` }
  if (variant === 'light') return { background: `var(--${hue}-wash)`, hover: `var(--${hue}-wash)`, color: `var(--${hue})`, border: '1px solid transparent' }
  if (variant === 'subtle' || variant === 'transparent')
    return {
      background: 'transparent',
      hover: 'color-mix(in srgb, var(--ink) 6%, transparent)',
      color: bad ? 'var(--bad)' : 'var(--ink-soft)',
      border: '1px solid transparent',
    }
  return {
    background: 'var(--raised)',
    hover: 'color-mix(in srgb, var(--ink) 4%, var(--raised))',
    color: bad ? 'var(--bad)' : 'var(--ink)',
    border: '1px solid var(--line-strong)',
  }
}

const spacing = { xs: 'var(--s2)', sm: 'var(--s3)', md: 'var(--s4)', lg: 'var(--s5)', xl: 'var(--s6)' }

export const theme = createTheme({
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--font-code)',
  headings: { fontFamily: 'var(--font)', fontWeight: '600' },
  fontSizes: { xs: '0.875rem', sm: 'var(--text-small)', md: 'var(--text)', lg: 'var(--text-large)', xl: 'var(--text-title)' },
  spacing,
  radius: { xs: '4px', sm: 'var(--radius-small)', md: 'var(--radius)', lg: 'var(--radius-large)', xl: 'var(--radius-round)' },
  defaultRadius: 'md',
  colors: { pen },
  primaryColor: 'pen',
  primaryShade: { light: 6, dark: 3 },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  variantColorResolver: variantColors,
  components: {
    Button: { defaultProps: { variant: 'default', size: 'md' } },
    ActionIcon: { defaultProps: { variant: 'subtle', size: 'input-md' } },
    TextInput: { defaultProps: { size: 'md' }, classNames: input },
    PasswordInput: { defaultProps: { size: 'md' }, classNames: input },
    NumberInput: { defaultProps: { size: 'md' }, classNames: input },
    Textarea: { defaultProps: { size: 'md' }, classNames: input },
    Select: { defaultProps: { size: 'md' }, classNames: list },
    MultiSelect: { defaultProps: { size: 'md' }, classNames: list },
    Autocomplete: { defaultProps: { size: 'md' }, classNames: list },
    TagsInput: { defaultProps: { size: 'md' }, classNames: list },
    Checkbox: { defaultProps: { size: 'sm' }, classNames: check },
    Radio: { defaultProps: { size: 'sm' }, classNames: check },
    Modal: { defaultProps: { centered: true, radius: 'lg', padding: 'lg', overlayProps: { color: 'transparent' }, transitionProps: { duration: 120 } } },
    Menu: { defaultProps: { radius: 'md', shadow: 'md', withinPortal: true, transitionProps: { duration: 80 } } },
    Tooltip: { defaultProps: { openDelay: 400, withinPortal: false } },
    Progress: { defaultProps: { size: 6, radius: 'xl' } },
  },
})

const shared = {
  '--mantine-color-body': 'var(--paper)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-bright': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-soft)',
  '--mantine-color-placeholder': 'var(--ink-faint)',
  '--mantine-color-anchor': 'var(--pen)',
  '--mantine-color-error': 'var(--bad)',
  '--mantine-color-success': 'var(--good)',
  '--mantine-color-default': 'var(--raised)',
  '--mantine-color-default-hover': 'color-mix(in srgb, var(--ink) 4%, var(--raised))',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line-control)',
  '--mantine-color-disabled': 'var(--line)',
  '--mantine-color-disabled-color': 'var(--ink-faint)',
  '--mantine-color-disabled-border': 'var(--line)',
  '--mantine-primary-color-filled': 'var(--pen)',
  '--mantine-primary-color-filled-hover': 'var(--pen-press)',
  '--mantine-primary-color-light': 'var(--pen-wash)',
  '--mantine-primary-color-light-hover': 'var(--pen-wash)',
  '--mantine-primary-color-light-color': 'var(--pen)',
  '--mantine-primary-color-contrast': 'var(--on-pen)',
  '--mantine-color-pen-filled': 'var(--pen)',
  '--mantine-color-pen-filled-hover': 'var(--pen-press)',
  '--mantine-color-pen-light': 'var(--pen-wash)',
  '--mantine-color-pen-light-color': 'var(--pen)',
  '--mantine-color-pen-outline': 'var(--pen)',
  '--mantine-color-pen-text': 'var(--pen)',
  '--mantine-color-red-text': 'var(--bad)',
  '--mantine-color-red-filled': 'var(--bad)',
}

export const cssVariables: CSSVariablesResolver = () => ({ variables: { '--mantine-line-height': '1.5' }, light: shared, dark: shared })
