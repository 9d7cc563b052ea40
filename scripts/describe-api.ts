/** The OpenAPI document of the server, from its routes alone: nothing is opened, nothing listens. */
import { buildApp } from '../server/app.ts'

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

/** A route that touches a port while it is being declared, and not only when it is called, is found out here. */
function absentPlatform(): Platform {
  return new Proxy({} as Platform, {
    get(_, name) {
      if (typeof name === 'symbol' || askedByFastify.has(name)) return undefined
      throw new Error(`A route asked for platform.${name} while it was being declared.`)
    },
  })
}
