/**
 * What somebody who means harm may send, to a Countersign of its own behind an https address: files that lie or burst, names that mislead,
 * JSON without end, requests from elsewhere, cookies of their choosing. It answers with a problem that names the field, and goes on serving.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startCountersign, type Countersign } from '../countersign.ts'
import { Person } from '../person.ts'
import { processOf } from '../processes.ts'
import { demonstration, signIn } from '../road.ts'
import { onePagePdf } from '../signing.ts'

type Added = { id: string; name: string; kind: string; mediaType: string; pdfFault: string | null; takesPdfSignature: boolean }
type Problem = { status: number; code: string; fields?: { path: string; code: string }[] }

const megabyte = 1024 ** 2
const allowedGrowth = 300 * megabyte
const folder = mkdtempSync(join(tmpdir(), 'countersign-hostile-'))

let countersign: Countersign
let owner: Person
beforeAll(async () => {
  countersign = await startCountersign({ environment: { PUBLIC_URL: 'https://sign.example.org', COUNTERSIGN_DEMONSTRATION: 'true' } })
  owner = await signIn(countersign.origin, 'owner')
})
afterAll(async () => {
  await countersign.remove()
  rmSync(folder, { recursive: true, force: true })
})

describe('an uploaded file', () => {
  it.each([
    ['a program', new Uint8Array([0x4d, 0x5a, 0x90, 0x00])],
    ['a web page', utf8('<!doctype html><script>fetch("/api/session")</script>')],
    ['a picture with a script', utf8('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
  ])('is what its bytes say, not its name: %s named .pdf is only ever handed out as bytes', async (_what, contents) => {
    const added = await add('contract.pdf', contents)
    expect(added).toMatchObject({ kind: 'other', mediaType: 'application/octet-stream', takesPdfSignature: false })
    const answer = await owner.fetch('GET', `/api/documents/${added.id}/original`)
    expect(answer.headers.get('content-type')).toBe('application/octet-stream')
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment;/)
    expect(answer.headers.get('content-security-policy')).toContain('sandbox')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('is refused when it is empty', async () => {
    expect(await refused('/api/documents?name=contract.pdf', new Uint8Array(0))).toMatchObject({ status: 422, fields: [{ path: 'contents', code: 'empty' }] })
  })

  it('is refused when it is a PDF cut off anywhere', async () => {
    const whole = onePagePdf()
    for (const part of [0.1, 0.5, 0.9]) {
      const cut = whole.slice(0, Math.floor(whole.length * part))
      expect(await refused('/api/documents?name=contract.pdf', cut)).toMatchObject({ status: 422, fields: [{ path: 'contents', code: 'damaged-pdf' }] })
    }
  })

  it('is taken when it is a PDF behind a password, which cannot carry signatures inside', async () => {
    const [plain, locked] = [join(folder, 'plain.pdf'), join(folder, 'locked.pdf')]
    writeFileSync(plain, onePagePdf())
    execFileSync('qpdf', ['--encrypt', 'user', 'owner', '256', '--', plain, locked])
    expect(await add('locked.pdf', readFileSync(locked))).toMatchObject({ kind: 'pdf', pdfFault: 'encrypted', takesPdfSignature: false })
  })

  it('that says it would swell to half a gigabyte is no office file for us, so nobody opens it', async () => {
    expect(await add('letter.docx', bomb({ megabytes: 512, claimed: 512 * megabyte }))).toMatchObject({ kind: 'other', mediaType: 'application/zip' })
  })

  it('that swells to half a gigabyte and does not say so has no view, and the server stays as it was', async () => {
    const before = memoryOfServer()
    const added = await add('letter.docx', bomb({ megabytes: 512, claimed: megabyte }))
    expect(added.kind).toBe('office')
    let most = before
    const reason = await vi.waitFor(
      async () => {
        most = Math.max(most, memoryOfServer())
        const { view } = await owner.get<{ view: { state: string; reason: string | null } }>(`/api/documents/${added.id}`)
        expect(view.state).not.toBe('pending')
        return view.reason
      },
      { timeout: 110_000, interval: 100 },
    )
    expect(reason).toMatch(/^(not-readable|took-too-long)$/)
    expect(most - before).toBeLessThan(allowedGrowth)
  })
})

describe('a file name', () => {
  it.each([
    ['../../../etc/passwd', 'passwd'],
    ['C:\\Users\\olena\\contract.pdf', 'contract.pdf'],
    ['/contract.pdf', 'contract.pdf'],
    ['con\u0000tract\u0007\r\nSet-Cookie: session=x.pdf', 'contractSet-Cookie: session=x.pdf'],
    // Shown right to left it would read "contract‮fdp.exe" as "contractexe.pdf".
    ['contract\u202Efdp.exe', 'contractfdp.exe'],
    ['"; filename="evil.html', '"; filename="evil.html'],
  ])('never misleads and never is a path: %j', async (given, kept) => {
    const added = await add(given, onePagePdf())
    expect(added.name).toBe(kept)
    const answer = await owner.fetch('GET', `/api/documents/${added.id}/original`)
    expect(answer.status).toBe(200)
    expect(answer.headers.getSetCookie()).toEqual([])
    const [, exact = ''] = /filename\*=UTF-8''(\S+)$/.exec(answer.headers.get('content-disposition') ?? '') ?? []
    expect(decodeURIComponent(exact)).toBe(kept)
    expect(answer.headers.get('content-disposition')?.match(/"/g)).toHaveLength(2)
  })

  it('is cut to what fits, with its ending', async () => {
    expect((await add(`${'ї'.repeat(990)}.pdf`, onePagePdf())).name).toBe(`${'ї'.repeat(196)}.pdf`)
  })

  it.each(['..', '\u202E', '/', ' . '])('is refused when nothing is left of it: %j', async (given) => {
    expect(await refused(`/api/documents?name=${encodeURIComponent(given)}`, onePagePdf())).toMatchObject({ status: 422, fields: [{ path: 'name' }] })
  })

  it('is refused when it has 10,000 characters', async () => {
    expect(await refused(`/api/documents?name=${'n'.repeat(10_000)}`, onePagePdf())).toMatchObject({ status: 400, fields: [{ path: 'name' }] })
  })
})

describe('JSON', () => {
  it('with what nobody asked for changes nothing of it', async () => {
    const before = await owner.get<{ account: { id: string; roles: string[]; email: string } }>('/api/session')
    const given = { language: 'uk', roles: ['operator'], id: '00000000-0000-4000-8000-000000000000', email: 'other@example.com', confirmed: false }
    const answer = await owner.patch('/api/account', given)
    expect(answer).toMatchObject({ id: before.account.id, roles: before.account.roles, email: before.account.email, confirmed: true })
  })

  it.each([
    ['cut off', '{"language":'],
    ['not JSON at all', '<language>uk</language>'],
    ['nested a hundred thousand deep', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['with a hundred thousand members', JSON.stringify(Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`member${index}`, index])))],
    ['that reaches for the prototype', '{"__proto__":{"roles":["operator"]},"language":"xx"}'],
    ['with a text where a number belongs', '{"language":42}'],
  ])('that is %s is refused without a word about how we are built', async (_what, body) => {
    const answer = await raw('PATCH', '/api/account', body)
    await expectProblem(answer, [200, 400, 413, 422])
  })

  it('of two megabytes is too large', async () => {
    const answer = await raw('PATCH', '/api/account', JSON.stringify({ name: { given: 'a'.repeat(2 * megabyte), middle: null, family: 'b' } }))
    expect(await expectProblem(answer, [413])).toMatchObject({ code: 'too-large' })
  })

  it('under another name is not accepted', async () => {
    await expectProblem(await raw('PATCH', '/api/account', 'language=uk', { 'content-type': 'application/x-www-form-urlencoded' }), [415])
    await expectProblem(await raw('PATCH', '/api/account', '{"language":"uk"}', { 'content-type': 'text/plain' }), [400, 415])
  })

  it('that is wrong is told which field, in the words of the protocol', async () => {
    const { id } = await add('contract.pdf', onePagePdf())
    const answer = await owner.fetch('PUT', `/api/documents/${id}/participants`, { participants: [{ email: 'not an address', role: 'king' }] })
    const problem = await expectProblem(answer, [400])
    expect(problem.fields?.map(({ path }) => path)).toEqual(expect.arrayContaining(['participants.0.email', 'participants.0.role']))
  })

  it.each([
    "/api/documents/' or 1=1",
    '/api/documents/%00',
    '/api/documents/..%2f..%2fsecrets.json',
    '/%2e%2e/%2e%2e/secrets.json',
    '/assets/..%2f..%2f..%2fpackage.json',
  ])('is not needed for an odd address: %s gives no file and no fault of ours', async (path) => {
    const answer = await owner.fetch('GET', path)
    const text = await answer.text()
    expect(answer.status).toBeLessThan(500)
    expect(text).not.toMatch(/databaseSuperuser|"workspaces"|node_modules|at .*\.ts:\d+/)
  })
})

describe('a request from elsewhere', () => {
  const elsewhere: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'https://sign.example.org.evil.example' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ]
  it.each(elsewhere)('is refused although the cookie came along: %o', async (headers) => {
    for (const [method, path] of [
      ['POST', '/api/documents?name=contract.pdf'],
      ['PATCH', '/api/account'],
      ['DELETE', '/api/session'],
      ['POST', '/api/sessions'],
    ] as const) {
      const answer = await raw(method, path, method === 'DELETE' ? undefined : '{}', headers)
      expect(await expectProblem(answer, [403])).toMatchObject({ code: 'foreign-origin' })
    }
    expect((await owner.fetch('GET', '/api/session')).status).toBe(200)
  })
})

describe('a session', () => {
  it('is never the one that somebody else chose', async () => {
    const { email, password } = await credentials()
    const chosen = 'x'.repeat(43)
    const answer = await fetch(`${countersign.origin}/api/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: `session=${chosen}` },
      body: JSON.stringify({ identifier: email, password }),
    })
    const [cookie = ''] = answer.headers.getSetCookie()
    expect(cookie).toMatch(/^session=[\w-]{43};/)
    expect(cookie).not.toContain(chosen)
    expect((await sessionWith(`session=${chosen}`)).account).toBeNull()
  })

  it('has a cookie that no script reads, no other site sends, and no plain connection carries', async () => {
    const { email, password } = await credentials()
    const answer = await fetch(`${countersign.origin}/api/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ identifier: email, password }),
    })
    const flags = answer.headers.getSetCookie()[0]?.split('; ').slice(1) ?? []
    expect(flags).toEqual(expect.arrayContaining(['HttpOnly', 'SameSite=Lax', 'Secure', 'Path=/']))
    expect(flags.some((flag) => flag.startsWith('Domain'))).toBe(false)
  })

  it('ends everywhere at once', async () => {
    const person = await signIn(countersign.origin, 'owner')
    const { cookie } = person
    expect((await sessionWith(cookie)).account).not.toBeNull()
    await person.fetch('DELETE', '/api/session')
    expect((await sessionWith(cookie)).account).toBeNull()
  })
})

describe('guessing', () => {
  it('ends after ten tries for one name, whether it exists or not', async () => {
    for (const identifier of ['nobody@example.com', (await demonstration(countersign.origin)).people.find(({ role }) => role === 'agent')?.email ?? '']) {
      const answers: Problem[] = []
      for (let tries = 0; tries < 11; tries += 1)
        answers.push(await expectProblem(await new Person(countersign.origin).fetch('POST', '/api/sessions', { identifier, password: 'wrong' }), [401, 429]))
      expect(answers.map(({ status }) => status)).toEqual([...Array.from({ length: 10 }, () => 401), 429])
    }
  })

  it('is slowed down for one address, whatever the names', async () => {
    const statuses: number[] = []
    for (let tries = 0; tries < 70; tries += 1) {
      const answer = await new Person(countersign.origin).fetch('POST', '/api/sessions', { identifier: 'x', password: '' })
      statuses.push((await expectProblem(answer, [400, 429])).status)
    }
    expect(statuses.at(-1)).toBe(429)
  })
})

describe('a page', () => {
  it.each(['/', '/documents', '/outbox', '/anything/at/all'])('allows nothing from elsewhere and nothing inline: %s', async (path) => {
    const policy = async (): Promise<string> => {
      const answer = await fetch(countersign.origin + path)
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
      return answer.headers.get('content-security-policy') ?? ''
    }
    const [first, second] = [await policy(), await policy()]
    for (const rule of ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "connect-src 'self'"]) expect(first).toContain(rule)
    expect(first).not.toMatch(/'unsafe-inline'|'unsafe-eval'|https?:|\*/)
    expect(first).not.toBe(second)
  })
})

async function add(name: string, contents: Uint8Array): Promise<Added> {
  return owner.ask<Added>('POST', `/api/documents?name=${encodeURIComponent(name)}`, contents)
}

async function refused(path: string, contents: Uint8Array): Promise<Problem> {
  return expectProblem(await owner.fetch('POST', path, contents), [400, 422])
}

async function raw(method: string, path: string, body: string | undefined, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  const own = body === undefined ? {} : { 'content-type': 'application/json' }
  return fetch(countersign.origin + path, { method, headers: { cookie: owner.cookie, ...own, ...headers }, ...(body !== undefined && { body }) })
}

/** One of these statuses, and where it is a refusal a problem of RFC 9457 without a stack, a path or a query in it. */
async function expectProblem(answer: Response, statuses: readonly number[]): Promise<Problem> {
  const text = await answer.text()
  expect(statuses, text).toContain(answer.status)
  if (answer.status < 400) return { status: answer.status, code: '' }
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
  expect(text).not.toMatch(/\.ts\b|node_modules|    at |select |stack/i)
  return JSON.parse(text) as Problem
}

async function credentials(): Promise<{ email: string; password: string }> {
  const found = (await demonstration(countersign.origin)).people.find(({ role }) => role === 'owner')
  if (found === undefined) throw new Error('no owner')
  return found
}

async function sessionWith(cookie: string): Promise<{ account: unknown }> {
  const answer = await fetch(`${countersign.origin}/api/session`, { headers: { cookie } })
  return (answer.ok ? await answer.json() : { account: null }) as { account: unknown }
}

/** A zip that calls itself a Word file and whose text is so many megabytes of one letter, whatever its directory claims. */
function bomb({ megabytes, claimed }: { readonly megabytes: number; readonly claimed: number }): Uint8Array {
  const text = Buffer.concat([
    utf8('<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>'),
    Buffer.alloc(megabytes * megabyte, 'a'),
    utf8('</w:t></w:r></w:p></w:body></w:document>'),
  ])
  return zip([
    [
      '[Content_Types].xml',
      utf8(
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
      ),
    ],
    [
      '_rels/.rels',
      utf8(
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
      ),
    ],
    ['word/document.xml', text, claimed],
  ])
}

/** APPNOTE 4.3: local header and packed bytes of each, then the directory. */
function zip(files: readonly (readonly [name: string, contents: Uint8Array, claimed?: number])[]): Uint8Array {
  const parts: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let offset = 0
  for (const [name, contents, claimed = contents.length] of files) {
    const packed = deflateRawSync(contents)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc32(contents), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(claimed, 18)
    common.writeUInt16LE(name.length, 22)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([utf8('PK\x01\x02'), new Uint8Array([20, 0]), common, tail, utf8(name)]))
    const local = Buffer.concat([utf8('PK\x03\x04'), common, utf8(name), packed])
    parts.push(local)
    offset += local.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(offset, 16)
  return new Uint8Array(Buffer.concat([...parts, list, end]))
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

/** Resident bytes. */
function memoryOfServer(): number {
  const pid = processOf(countersign.supervisor.pid ?? 0, 'server')
  return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024
}
