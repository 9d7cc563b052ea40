/** .env.example: every setting with its meaning and default, from the one schema that the server parses them with. */
import { z } from 'zod'
import { settings } from '../server/platform/config.ts'

export function describeSettings(schema: z.ZodObject = settings): string {
  const entries = Object.entries(schema.shape).map(([name, field]) => {
    const setting = field as z.ZodType
    return `# ${setting.description ?? ''}\n#${name}=${defaultOf(setting)}\n`
  })
  return ['# Copy to .env and change what you need. Without any of it, Countersign runs with what stands here.\n', ...entries].join('\n')
}

function defaultOf(setting: z.ZodType): string {
  if (setting instanceof z.ZodDefault) return String(setting.def.defaultValue)
  if (setting instanceof z.ZodOptional) return ''
  return '(required)'
}
