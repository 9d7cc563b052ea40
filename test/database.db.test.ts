import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../server/platform/database.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'

describe('the two roles of the database', () => {
  let clone: TestDatabase
  beforeAll(async () => {
    clone = await createTestDatabase()
    const vault = openDatabase(clone.vaultUrl)
    await sql`create table vault.probe (word text)`.execute(vault)
    await sql`insert into vault.probe values ('hidden')`.execute(vault)
    await vault.destroy()
  })
  afterAll(() => clone.drop())

  it('give the server its own schema', async () => {
    await sql`create table probe (word text)`.execute(clone.database)
    await sql`insert into probe values ('Ґанок')`.execute(clone.database)
    const { rows } = await sql<{ word: string }>`select lower(word) as word from probe`.execute(clone.database)
    expect(rows).toEqual([{ word: 'ґанок' }])
  })

  it('keep the server out of the schema of the vault', async () => {
    await expect(sql`select * from vault.probe`.execute(clone.database)).rejects.toThrow('permission denied for schema vault')
    await expect(sql`set role countersign_vault`.execute(clone.database)).rejects.toThrow('permission denied')
  })

  it('keep the vault out of the schema of the server', async () => {
    const vault = openDatabase(clone.vaultUrl)
    await expect(sql`create table public.other (word text)`.execute(vault)).rejects.toThrow('permission denied for schema public')
    await vault.destroy()
  })

  it('make nobody a superuser', async () => {
    const { rows } = await sql`select rolname from pg_roles where rolsuper and rolname like 'countersign%'`.execute(clone.database)
    expect(rows).toEqual([])
  })
})
