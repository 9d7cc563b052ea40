/**
 * Who may knock at a route at all. Every route declares it; one without is refused at start: default deny.
 * The finer question, may *this* person do this to *that* thing, is the service's, asked of policy.ts.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Actor } from './act.ts'
import { ProblemError } from './problems.ts'

export type Audience = 'everyone' | 'guest' | 'account' | 'agent' | 'verifier' | 'operator'

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: readonly Audience[]
  }
  interface FastifyRequest {
    actor: Actor
  }
}

export type RouteAccess = { readonly method: string; readonly url: string; readonly access: readonly Audience[] }

/** Collects every route and refuses to start when one does not say who may call it. */
export function guardRoutes(app: FastifyInstance, routes: RouteAccess[]): void {
  app.addHook('onRoute', (route) => {
    const access = route.config?.access
    const methods = [route.method].flat().filter((method) => method !== 'HEAD' && method !== 'OPTIONS')
    if (methods.length === 0) return
    if (access === undefined || access.length === 0) throw new Error(`route ${methods.join(',')} ${route.url} does not say who may call it`)
    for (const method of methods) routes.push({ method, url: route.url, access })
  })
  app.addHook('preValidation', async (request) => {
    const access = request.routeOptions.config.access
    // Only the not-found handler has none.
    if (access !== undefined) admit(request, access)
  })
}

function admit(request: FastifyRequest, access: readonly Audience[]): void {
  if (access.some((audience) => belongs(request.actor, audience))) return
  if (request.actor.kind === 'nobody') throw new ProblemError(401, 'sign-in-first')
  throw new ProblemError(403, 'not-allowed')
}

function belongs(actor: Actor, audience: Audience): boolean {
  if (audience === 'everyone') return true
  if (audience === 'guest' || audience === 'account') return actor.kind === audience
  return actor.kind === 'account' && actor.roles.includes(audience)
}
