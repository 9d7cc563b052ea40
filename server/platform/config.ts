/**
 * Every setting of a deployment, in one schema: parsed once, all faults reported together.
 * `.env.example` is generated from the descriptions here.
 */
import { resolve } from 'node:path'
import { z } from 'zod'

const port = z.coerce.number().int().min(1).max(65_535)
const flag = z.enum(['true', 'false']).transform((text) => text === 'true')

export const settings = z.object({
  PORT: port.default(8080).describe('Port of the web server.'),
  HOST: z.string().default('127.0.0.1').describe('Address the web server listens on. 0.0.0.0 opens it to the network.'),
  PUBLIC_URL: z.url().optional().describe('Address that people see. Default: http://localhost:PORT.'),
  PKI_URL: z
    .url({ protocol: /^http$/ })
    .optional()
    .describe('Address that certificates give for status and issuers, plain http (RFC 5280 §8). Only /pki/ need answer there. Default: PUBLIC_URL over http.'),
  COUNTERSIGN_DATA: z.string().default('./data').describe('Folder that holds everything: database, documents, keys.'),
  COUNTERSIGN_DEMONSTRATION: flag
    .default(true)
    .describe(
      'Demonstration mode: seeded people whose passwords everyone is shown, and the outbox page. Say true or false once HOST or PUBLIC_URL lets others in.',
    ),
  TRUSTED_PROXIES: z
    .string()
    .transform((text) => text.split(',').map((one) => one.trim()))
    .pipe(z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])))
    .optional()
    .describe('Addresses or networks of reverse proxies, by commas. Only their X-Forwarded-For is believed: limits and the log go by it. Default: none.'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe('PostgreSQL 18 for the server. Default: an embedded one.'),
  VAULT_DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe('The same database under the role that only the vault has. Goes with DATABASE_URL.'),
  COUNTERSIGN_VAULT_SOCKET: z.string().optional().describe('Unix socket of the vault. Default: in a short temporary folder.'),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .describe('Mail relay, smtp://user:password@host:port. Default: the outbox page.'),
  MAIL_FROM: z.string().default('Countersign <no-reply@countersign.invalid>').describe('Sender of mails.'),
  SMS_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('SMS gateway that takes POST {to, text}. Default: the outbox page.'),
  SMS_TOKEN: z.string().optional().describe('Bearer token for the SMS gateway.'),
  MAXIMUM_UPLOAD_BYTES: z.coerce.number().int().positive().default(5_368_709_120).describe('Largest document, in bytes.'),
  SOFFICE_PATH: z.string().default('soffice').describe('LibreOffice, which draws office files as PDF.'),
})

export type Config = z.infer<typeof settings> & { readonly publicUrl: string; readonly pkiUrl: string; readonly dataFolder: string }

/** Throws one error whose message names every faulty setting. Values are never repeated in it: a URL may hold a password. */
export function parseConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.keys(settings.shape).flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])))
  const parsed = settings.safeParse(given)
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
    throw new ConfigError(`These settings are wrong:\n${faults.join('\n')}\nEach is described in .env.example.`)
  }
  if ((parsed.data.DATABASE_URL === undefined) !== (parsed.data.VAULT_DATABASE_URL === undefined) && environment['COUNTERSIGN_SUPERVISED'] === undefined)
    throw new ConfigError('These settings are wrong:\n  DATABASE_URL and VAULT_DATABASE_URL: give both or neither\nEach is described in .env.example.')
  if (given['COUNTERSIGN_DEMONSTRATION'] === undefined && isSeenByOthers(parsed.data))
    throw new ConfigError(
      'These settings are wrong:\n  COUNTERSIGN_DEMONSTRATION: HOST or PUBLIC_URL lets others in, and a demonstration shows everyone its passwords and messages. Say true or false.\nEach is described in .env.example.',
    )
  const publicUrl = (parsed.data.PUBLIC_URL ?? `http://localhost:${parsed.data.PORT}`).replace(/\/$/, '')
  return {
    ...parsed.data,
    publicUrl,
    // Whoever asks for a certificate's status cannot ask for the status of the TLS certificate in the way first.
    pkiUrl: (parsed.data.PKI_URL ?? publicUrl.replace(/^https:/, 'http:')).replace(/\/$/, ''),
    dataFolder: resolve(parsed.data.COUNTERSIGN_DATA),
  }
}

/** By the address it listens on, or by the name under which a proxy shows it. */
function isSeenByOthers({ HOST, PUBLIC_URL }: z.infer<typeof settings>): boolean {
  const hosts = [HOST, ...(PUBLIC_URL === undefined ? [] : [new URL(PUBLIC_URL).hostname.replace(/^\[|\]$/g, '')])]
  return !hosts.every((host) => /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|::1)$/i.test(host))
}

export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}
