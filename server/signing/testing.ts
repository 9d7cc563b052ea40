/** A deployment in small for tests of signing: a real vault with its authority, an app, people, and file keys with certificates. */
import { Buffer } from 'node:buffer'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { generateKeyPair, signingKeyFrom } from '@countersign/engine/algorithms'
import { fromBase64, fromHex, toBase64 } from '@countersign/engine/bytes'
import { prepareCades } from '@countersign/engine/cades'
import { preparePades } from '@countersign/engine/pades'
import type { SigningKey } from '@countersign/engine/ports'
import { parseCertificate, type Certificate } from '@countersign/engine/x509'
import type { Application } from '@countersign/vault/protocol'
import type { FastifyInstance } from 'fastify'
import { openTestPlatform, type TestPlatform } from '../../test/platform.ts'
import { openTestVault, type TestVault } from '../../vault/testing.ts'
import { createSeedAccount } from '../accounts/index.ts'
import { buildApp } from '../app.ts'
import { holdCeremony, issueCertificate, renewRevocationLists } from '../authority/index.ts'
import { allJobs } from '../domains.ts'
import { Act } from '../platform/index.ts'

export type Answer = { readonly status: number; readonly body: Record<string, unknown> }
export type FileKey = { readonly key: SigningKey; readonly certificate: Certificate; readonly issuedId: string }

export class SigningHouse {
  readonly house: TestPlatform
  readonly vault: TestVault
  readonly app: FastifyInstance
  #phones = 0

  constructor(house: TestPlatform, vault: TestVault, app: FastifyInstance) {
    this.house = house
    this.vault = vault
    this.app = app
  }

  get system(): Act {
    return new Act(this.house.platform, { kind: 'system', job: 'test' })
  }

  async close(): Promise<void> {
    await this.app.close()
    await this.house.close()
    await this.vault.close()
  }

  /** The cookie of a new account. */
  async signedIn(email: string, given: string): Promise<string> {
    this.#phones += 1
    const password = 'Long enough 1!'
    await createSeedAccount(this.system, { email, phone: `+38050222000${this.#phones}`, password, name: { given, family: 'Коваленко' }, language: 'uk' })
    const answer = await this.app.inject({ method: 'POST', url: '/api/sessions', payload: { identifier: email, password } })
    return `session=${answer.cookies.find(({ name }) => name === 'session')?.value ?? ''}`
  }

  async call(method: 'GET' | 'POST' | 'PUT', url: string, cookie: string, payload?: object): Promise<Answer> {
    const answer = await this.app.inject({ method, url, headers: { cookie }, ...(payload && { payload }) })
    return { status: answer.statusCode, body: answer.body === '' ? {} : answer.json() }
  }

  async download(url: string, cookie: string): Promise<Uint8Array> {
    const answer = await this.app.inject({ url, headers: { cookie } })
    if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode} ${answer.body}`)
    return new Uint8Array(answer.rawPayload)
  }

  /** A document that was uploaded and sent; its id. */
  async sent(cookie: string, name: string, contents: Uint8Array, participants: readonly object[]): Promise<string> {
    // Mails of one moment have no order.
    this.house.clock.advance(1_000)
    const added = await this.app.inject({
      method: 'POST',
      url: `/api/documents?name=${encodeURIComponent(name)}`,
      headers: { cookie, 'content-type': 'application/octet-stream' },
      payload: Buffer.from(contents),
    })
    const id = String(added.json<{ id: string }>().id)
    await this.call('PUT', `/api/documents/${id}/participants`, cookie, { participants })
    const sending = await this.call('POST', `/api/documents/${id}/sendings`, cookie, {})
    if (sending.status !== 201) throw new Error(JSON.stringify(sending))
    return id
  }

  /** The cookie of whoever opens the newest link that was mailed to this address. */
  async guest(email: string): Promise<string> {
    const { messages } = (await this.app.inject('/api/outbox')).json<{ messages: { recipient: string; link: string | null }[] }>()
    const token = messages
      .find((message) => message.recipient === email && message.link?.includes('/s/'))
      ?.link?.split('/s/')
      .at(-1)
    const answer = await this.app.inject({ method: 'POST', url: '/api/guest-sessions', payload: { token } })
    return `guest=${answer.cookies.find(({ name }) => name === 'guest')?.value ?? ''}`
  }

  /** A file key with a certificate of the deployment's authority. */
  async fileKey(subject: Partial<Application['subject']> & { readonly commonName: string }): Promise<FileKey> {
    const { privateKey, publicKey } = await generateKeyPair('ecdsa-p256')
    const applicationId = randomUUID()
    const { now } = this.system
    const whole = { country: 'UA', surname: 'Коваленко', givenName: 'Олена', serialNumber: 'TINUA-3287300012', ...subject }
    const application = { profile: 'natural-person', holder: applicationId, subject: whole, publicKey: toBase64(publicKey) } as const
    const notAfter = new Date(now.getTime() + 365 * 86_400_000)
    const issued = await issueCertificate(
      this.system,
      { application, evidence: {}, applicationId, profile: 'natural-person', publicKey, notBefore: now, notAfter },
      async () => undefined,
    )
    return { key: await signingKeyFrom(privateKey), certificate: parseCertificate(issued.der), issuedId: issued.id }
  }

  /** What the browser does: ask, compute, sign beside and inside. `change` lets a test do it wrongly. */
  async sign(
    id: string,
    cookie: string,
    { key, certificate }: FileKey,
    change: { readonly beside?: (cms: Uint8Array) => Uint8Array; readonly digest?: Uint8Array; readonly onlyBeside?: boolean } = {},
  ): Promise<Answer> {
    const prepared = await this.call('POST', `/api/documents/${id}/signing-preparations`, cookie, { certificate: toBase64(certificate.der) })
    if (prepared.status !== 200) return prepared
    const { digest, chain, pdf } = prepared.body as { digest: string; chain: string[]; pdf: { revision: number; url: string } | null }
    const issuers = chain.map(fromBase64)
    const signingTime = this.house.clock.now()
    const common = { certificate, chain: issuers, signatureAlgorithm: key.algorithm, signingTime }
    const cades = prepareCades({ ...common, digest: change.digest ?? fromHex(digest), digestAlgorithm: 'sha256' })
    const cms = cades.complete(await key.sign(cades.toBeSigned))
    const inside = pdf === null || change.onlyBeside === true ? undefined : await this.signInside(pdf, cookie, common, key)
    return this.call('POST', `/api/documents/${id}/signatures`, cookie, { cms: toBase64(change.beside?.(cms) ?? cms), ...(inside && { pdf: inside }) })
  }

  async signInside(
    pdf: { readonly revision: number; readonly url: string },
    cookie: string,
    common: Omit<Parameters<typeof preparePades>[1], 'signingTime'> & { readonly signingTime: Date },
    key: SigningKey,
  ): Promise<object> {
    const pades = await preparePades(await this.download(pdf.url, cookie), common)
    const signature = toBase64(await key.sign(pades.toBeSigned))
    return { revision: pdf.revision, signingTime: common.signingTime.toISOString(), signatureAlgorithm: key.algorithm, signature }
  }
}

/** `work`: queued jobs run by themselves, as in a deployment. */
export async function openSigningHouse(options: { readonly work?: boolean } = {}): Promise<SigningHouse> {
  const vault = await openTestVault()
  const house = await openTestPlatform({
    jobs: allJobs.filter(({ name }) => name !== 'deliver-message'),
    vaultSocket: join(vault.folder, 'vault.sock'),
    now: new Date(),
    work: options.work ?? false,
  })
  await holdCeremony(house.platform)
  await renewRevocationLists(new Act(house.platform, { kind: 'system', job: 'test' }))
  return new SigningHouse(house, vault, (await buildApp(house.platform)).app)
}
