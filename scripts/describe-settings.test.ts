import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { describeSettings } from './describe-settings.ts'

describe('.env.example', () => {
  it('gives each setting its meaning and default', () => {
    const schema = z.object({
      PORT: z.coerce.number().default(8080).describe('Port of the web server.'),
      SMTP_URL: z.url().optional().describe('Mail relay.'),
    })
    expect(describeSettings(schema)).toContain('# Port of the web server.\n#PORT=8080\n\n# Mail relay.\n#SMTP_URL=\n')
  })
})
