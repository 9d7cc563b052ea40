/** What the authority has on the network, on this machine's loopback: lists, OCSP responders, issuers' certificates, time-stamps. */
import { createServer, type IncomingMessage } from 'node:http'
import { concatBytes, fromBase64 } from '@countersign/engine/bytes'
import { parseOcspRequest } from '@countersign/engine/revocation'
import { buildTimestampResponse, parseTimestampRequest } from '@countersign/engine/timestamp'
import { createAuthority, ocspAnswer, revocationList, timestampToken, type Authority, type House } from './authority.ts'

export type Loopback = { readonly origin: string; readonly authority: Authority; close(): void }

export async function startLoopback(): Promise<Loopback> {
  const known: { authority?: Authority } = {}
  const server = createServer((request, response) => {
    void reply(known.authority, request).then(
      (answer) => {
        if (answer === undefined) response.writeHead(404).end()
        else response.writeHead(200, { 'content-type': answer.type, 'content-length': answer.bytes.length }).end(answer.bytes)
      },
      (error: unknown) => response.writeHead(400).end(String(error)),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const origin = `http://127.0.0.1:${address.port}`
  known.authority = await createAuthority(origin)
  return {
    origin,
    authority: known.authority,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

type Answer = { readonly type: string; readonly bytes: Uint8Array }

async function reply(authority: Authority | undefined, request: IncomingMessage): Promise<Answer | undefined> {
  const [, service, name = '', ...rest] = (request.url ?? '').split('/')
  const house = houseNamed(authority, name.replace(/\.\w+$/, ''))
  const issuer = house?.issuing ?? (name.startsWith('root.') ? authority?.root : undefined)
  if (issuer === undefined) return undefined
  if (service === 'crl') return { type: 'application/pkix-crl', bytes: await revocationList(issuer, house === undefined ? [] : [house.revoked]) }
  if (service === 'ca') return { type: 'application/pkix-cert', bytes: issuer.certificate.der }
  if (house === undefined) return undefined
  if (service === 'ocsp') {
    const question = parseOcspRequest(request.method === 'GET' ? fromBase64(decodeURIComponent(rest.join('/'))) : await bodyOf(request))
    const [certId] = question.requests
    return certId && { type: 'application/ocsp-response', bytes: await ocspAnswer(house, { certId, nonce: question.nonce }) }
  }
  if (service === 'tsa') {
    const question = parseTimestampRequest(await bodyOf(request))
    const { digest, hash } = question.imprint
    if (digest === undefined) return { type: 'application/timestamp-reply', bytes: buildTimestampResponse({ failure: 'badAlg' }) }
    const token = await timestampToken(house, hash, { digest, nonce: question.nonce })
    return { type: 'application/timestamp-reply', bytes: buildTimestampResponse({ token }) }
  }
  return undefined
}

function houseNamed(authority: Authority | undefined, name: string): House | undefined {
  return name === 'ecdsa' ? authority?.ecdsa : name === 'rsa' ? authority?.rsa : undefined
}

async function bodyOf(request: IncomingMessage): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  for await (const piece of request) pieces.push(piece as Uint8Array)
  return concatBytes(...pieces)
}
