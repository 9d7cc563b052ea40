/** A gigabyte goes in and comes out through the running server whose memory stays where it was; an upload that breaks off leaves nothing. */
import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startCountersign, type Countersign } from '../countersign.ts'
import { processOf } from '../processes.ts'

const gigabyte = 1024 ** 3
const piece = randomBytes(1024 ** 2)
/** Buffers of sockets, cipher and disk; a tenth of what is sent. */
const allowedGrowth = 200 * 1024 ** 2

let countersign: Countersign
let cookie: string
beforeAll(async () => {
  countersign = await startCountersign()
  const { people } = (await (await fetch(`${countersign.origin}/api/demonstration`)).json()) as { people: { email: string; password: string }[] }
  const [person] = people
  const session = await fetch(`${countersign.origin}/api/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ identifier: person?.email, password: person?.password }),
  })
  cookie = session.headers
    .getSetCookie()
    .map((text) => text.split(';')[0])
    .join('; ')
})
afterAll(() => countersign.remove())

describe('a very large document', () => {
  it('passes through without standing in memory', async () => {
    const before = memoryOfServer()
    let most = before
    const watch = setInterval(() => (most = Math.max(most, memoryOfServer())), 50)
    const hash = createHash('sha256')
    const answer = await upload(
      pieces(gigabyte, (bytes) => hash.update(bytes)),
      gigabyte,
    )
    const sha256 = hash.digest('hex')
    expect(answer).toMatchObject({ status: 201, body: { size: gigabyte, sha256, kind: 'other' } })

    const back = createHash('sha256')
    const download = await fetch(`${countersign.origin}/api/documents/${String(answer.body['id'])}/original`, { headers: { cookie } })
    for await (const bytes of download.body ?? []) back.update(bytes)
    clearInterval(watch)
    expect(back.digest('hex')).toBe(sha256)
    expect(most - before).toBeLessThan(allowedGrowth)
  })

  it('that breaks off leaves no file and no document', async () => {
    const listed = async (): Promise<unknown> => (await fetch(`${countersign.origin}/api/documents`, { headers: { cookie } })).json()
    const before = await listed()
    const broken = Readable.from(pieces(gigabyte, (_bytes, sent) => sent > 50 * 1024 ** 2 && broken.destroy(new Error('the cable was pulled'))))
    await expect(upload(broken, gigabyte)).rejects.toThrow()
    await vi.waitFor(() => expect(readdirSync(join(countersign.dataDirectory, 'objects', 'incoming'))).toEqual([]), { timeout: 10_000 })
    expect(await listed()).toEqual(before)
  })
})

function* pieces(total: number, seen: (bytes: Uint8Array, sent: number) => unknown): Generator<Uint8Array> {
  for (let sent = 0; sent < total; sent += piece.length) {
    seen(piece, sent)
    yield piece
  }
}

async function upload(contents: Iterable<Uint8Array> | Readable, length: number): Promise<{ readonly status: number; readonly body: Record<string, unknown> }> {
  const outgoing = request(`${countersign.origin}/api/documents?name=large.bin`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/octet-stream', 'content-length': length },
  })
  const answered = new Promise<{ status: number; body: Record<string, unknown> }>((resolve, reject) => {
    outgoing.on('error', reject)
    outgoing.on('response', (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (part: string) => (text += part))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) as Record<string, unknown> }))
    })
  })
  await Promise.all([pipeline(contents instanceof Readable ? contents : Readable.from(contents), outgoing), answered])
  return answered
}

/** Resident bytes. */
function memoryOfServer(): number {
  const pid = processOf(countersign.supervisor.pid ?? 0, 'server')
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) * 1024
}
