/**
 * Who may do what in the database. The server and the vault share one database and see nothing of each other:
 * two roles, a schema each, neither a superuser. The superuser's password stays with the supervisor.
 */
import { Client, escapeIdentifier, escapeLiteral } from 'pg'

export type Role = { readonly name: string; readonly password: string }
export type Roles = { readonly server: Role; readonly vault: Role }

export const databaseName = 'countersign'

/** Makes what is missing and repairs what differs; safe to run at every start. `superuserUrl` names any database of the cluster. */
export async function prepareDatabase(superuserUrl: string, roles: Roles, database: string = databaseName): Promise<void> {
  await asSuperuser(superuserUrl, async (client) => {
    for (const role of [roles.server, roles.vault]) {
      const known = await client.query('select 1 from pg_roles where rolname = $1', [role.name])
      const verb = known.rowCount ? 'alter' : 'create'
      const rights = 'login nosuperuser nocreatedb nocreaterole nobypassrls noreplication'
      await client.query(`${verb} role ${escapeIdentifier(role.name)} ${rights} password ${escapeLiteral(role.password)}`)
    }
    const exists = await client.query('select 1 from pg_database where datname = $1', [database])
    if (!exists.rowCount) await client.query(`create database ${escapeIdentifier(database)}`)
    await grantDatabase(client, roles, database)
  })
  await asSuperuser(withDatabase(superuserUrl, database), (client) => prepareSchemas(client, roles))
}

/** What a clone of a database does not inherit. */
export async function grantDatabase(client: Client, roles: Roles, database: string): Promise<void> {
  const name = escapeIdentifier(database)
  await client.query(`revoke all on database ${name} from public`)
  await client.query(`grant connect, temporary on database ${name} to ${escapeIdentifier(roles.server.name)}, ${escapeIdentifier(roles.vault.name)}`)
  // For the job queue's own schema and for trusted extensions.
  await client.query(`grant create on database ${name} to ${escapeIdentifier(roles.server.name)}`)
}

async function prepareSchemas(client: Client, roles: Roles): Promise<void> {
  const server = escapeIdentifier(roles.server.name)
  const vault = escapeIdentifier(roles.vault.name)
  await client.query(`alter schema public owner to ${server}`)
  await client.query('revoke all on schema public from public')
  await client.query(`create schema if not exists vault authorization ${vault}`)
  await client.query(`alter schema vault owner to ${vault}`)
  await client.query('revoke all on schema vault from public')
  await client.query(`alter role ${vault} set search_path = vault`)
}

export async function asSuperuser<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

export function withDatabase(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}
