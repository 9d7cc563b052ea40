/**
 * Node's half of the bridge: lets the page write files into temporary folders and run the few programs that the suites call.
 * Bound to the loopback address and behind a path that only this run knows.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { fromBase64, toBase64 } from '@countersign/engine/bytes'
import type { BridgeAnswer, BridgeRequest } from './outcome.ts'

const programs = new Set(['openssl', 'keytool', 'which', 'pdfsig', 'qpdf'])
const folders = new Set<string>()

export type Machine = { readonly url: string; close(): void }

/** Serves the page with its script, and answers the page's wishes. */
export async function openMachine(script: string, data: string): Promise<Machine> {
  const secret = crypto.randomUUID()
  const documents: Record<string, readonly [type: string, text: string]> = {
    '/': ['text/html', `<!doctype html><meta charset="utf-8"><script>globalThis.machine='/${secret}'</script><script type="module" src="/page.js"></script>`],
    '/page.js': ['text/javascript', script],
    '/crossing.json': ['application/json', data],
  }
  const server = createServer((request, response) => {
    const [type, text] = documents[request.url ?? ''] ?? []
    if (type !== undefined) return void response.setHeader('content-type', `${type}; charset=utf-8`).end(text)
    if (request.url !== `/${secret}`) return void response.writeHead(404).end()
    void buffer(request).then((body) => response.end(JSON.stringify(answer(JSON.parse(body.toString('utf8'))))))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => {
      server.closeAllConnections()
      server.close()
      for (const folder of folders) rmSync(folder, { recursive: true, force: true })
    },
  }
}

function answer(request: BridgeRequest): BridgeAnswer {
  try {
    return serve(request)
  } catch (error) {
    return { fault: String(error) }
  }
}

function serve(request: BridgeRequest): BridgeAnswer {
  switch (request.verb) {
    case 'folder': {
      const folder = mkdtempSync(join(tmpdir(), `chromium-${basename(request.prefix)}`))
      folders.add(folder)
      return { text: folder }
    }
    case 'read':
      return { bytes: toBase64(readFileSync(inside(request.path))) }
    case 'write':
      writeFileSync(inside(request.path), fromBase64(request.bytes))
      return {}
    case 'remove':
      rmSync(known(request.path), { recursive: true })
      return {}
    default: {
      if (!programs.has(request.program)) throw new Error(`${request.program} is not run for a page`)
      const { status, stdout, stderr, error } = spawnSync(request.program, request.words, { cwd: known(request.folder ?? tmpdir()) })
      if (error !== undefined) throw error
      return { code: status ?? 1, bytes: toBase64(stdout), errorBytes: toBase64(stderr) }
    }
  }
}

function known(folder: string): string {
  if (folder !== tmpdir() && !folders.has(folder)) throw new Error(`${folder} is not a folder of this page`)
  return folder
}

function inside(path: string): string {
  known(dirname(path))
  return path
}
