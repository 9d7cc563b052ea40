/** The OpenAPI document of the server, from its routes alone: nothing is opened, nothing listens. */
import { buildApp } from '../server/app.ts'
import { parseConfig } from '../server/platform/config.ts'

type Platform = Parameters<typeof buildApp>[0]

export async function describeApi(): Promise<unknown> {
  const { app } = await buildApp(absentPlatform())
  try {
    return app.swagger()
  } finally {
    await app.close()
  }
}

/** What Fastify asks of whatever it is decorated with. */
const askedByFastify = new Set<string | symbol>(['getter', 'setter', 'then'])

/** Settings are there, ports are not: a route that touches one while it is being declared, and not only when it is called, is found out here. */
function absentPlatform(): Platform {
  const config = parseConfig({})
  return new Proxy({} as Platform, {
    get(_, name) {
      if (name === 'config') return config
      if (typeof name === 'symbol' || askedByFastify.has(name)) return undefined
      throw new Error(`A route asked for platform.${name} while it was being declared.`)
    },
  })
}
