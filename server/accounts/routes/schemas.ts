import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { languages, ProblemError, type Platform } from '../../platform/index.ts'
import { passwordMaximum } from '../rules.ts'
import { sessionCookie } from '../service/sessions.ts'

const thirtyDays = 2_592_000

export const emailSchema = z.email().max(254)
export const phoneSchema = z.string().trim().min(5).max(40)
export const passwordSchema = z.string().min(1).max(passwordMaximum)
export const nameSchema = z.string().trim().min(1).max(100)
export const languageSchema = z.enum(languages)
export const codeSchema = z.string().trim().min(6).max(20)
export const tokenSchema = z.string().min(20).max(100)
export const consentsSchema = z.object({ termsVersion: z.string().max(40) })
export const personNameSchema = z.object({ given: z.string(), middle: z.string().nullable(), family: z.string() }).meta({ id: 'PersonName' })

export const accountSchema = z
  .object({
    id: z.uuid(),
    email: z.string(),
    phone: z.string().nullable(),
    name: personNameSchema,
    roles: z.array(z.enum(['agent', 'verifier', 'operator'])),
    language: z.string(),
    confirmed: z.boolean(),
  })
  .meta({ id: 'Account' })

/** How often one address may knock. Kept per process: the count per identifier, in the database, is the real bound. */
export function perAddress(max: number): { max: number; timeWindow: string } {
  return { max, timeWindow: '1 minute' }
}

export function setSessionCookie(reply: FastifyReply, platform: Platform, token: string): void {
  reply.setCookie(sessionCookie, token, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: platform.config.publicUrl.startsWith('https:'),
    maxAge: thirtyDays,
  })
}

/** A link or code that did not work. */
export function refuse(because: string, details?: Record<string, unknown>): never {
  throw new ProblemError(because === 'too-many-tries' || because === 'code.too-soon' ? 429 : 409, because, details)
}
