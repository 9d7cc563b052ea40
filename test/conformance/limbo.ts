/**
 * C2SP x509-limbo: hostile certificate chains. The suite speaks of web servers, so names of peers and the rules of browsers
 * (web-server.ts) are asked here, on top of `validatePath` in its strict form.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { MalformedError } from '@countersign/engine/errors'
import { fromPem } from '@countersign/engine/keystore'
import { crlRevocationSource, validatePath } from '@countersign/engine/path'
import { parseCrl } from '@countersign/engine/revocation'
import { CertificatePool, readCertificates } from '@countersign/engine/trust'
import { parseCertificate, purposes } from '@countersign/engine/x509'
import { z } from 'zod'
import { compared, type Suite } from './suite.ts'
import { webServerFault, type PeerName } from './web-server.ts'

const peerSchema = z.object({ kind: z.enum(['DNS', 'IP', 'RFC822']), value: z.string() })
const caseSchema = z.object({
  id: z.string(),
  validation_kind: z.enum(['SERVER', 'CLIENT']),
  trusted_certs: z.array(z.string()),
  untrusted_intermediates: z.array(z.string()),
  peer_certificate: z.string(),
  validation_time: z.string().nullable(),
  extended_key_usage: z.array(z.string()),
  key_usage: z.array(z.string()),
  expected_result: z.enum(['SUCCESS', 'FAILURE']),
  expected_peer_name: peerSchema.nullable(),
  expected_peer_names: z.array(peerSchema).default([]),
  max_chain_depth: z.number().nullable(),
  crls: z.array(z.string()).default([]),
})
type Case = z.infer<typeof caseSchema>

export const limbo: Suite = {
  name: 'limbo',
  folder: 'limbo',
  howToFetch: 'Fetch limbo.json from C2SP/x509-limbo into it.',
  async *run(folder) {
    const { testcases } = z.object({ testcases: z.array(caseSchema) }).parse(JSON.parse(readFileSync(join(folder, 'limbo.json'), 'utf8')))
    for (const one of testcases) {
      const fault = await faultOf(one).catch((error: unknown) => {
        if (error instanceof MalformedError) return `malformed: ${error.message}`
        throw error
      })
      yield compared(one.id, one.expected_result === 'SUCCESS', fault === undefined, fault)
    }
  },
}

async function faultOf(one: Case): Promise<string | undefined> {
  const certificate = parseCertificate(derOf(one.peer_certificate))
  const anchors = new CertificatePool(readCertificates(one.trusted_certs.map(derOf)).certificates)
  const pool = new CertificatePool(readCertificates(one.untrusted_intermediates.map(derOf)).certificates)
  const at = one.validation_time === null ? new Date() : new Date(one.validation_time)
  const crls = one.crls.map((pem) => parseCrl(derOf(pem)))
  // RFC 5280 §5.2.3: a list without a number does not conform, and this suite is strict.
  const numbered = crls.filter((crl) => crl.crlNumber !== undefined)
  const result = await validatePath({
    certificate,
    anchors,
    pool,
    at,
    strict: true,
    purpose: one.validation_kind === 'SERVER' ? purposes.serverAuth : purposes.clientAuth,
    maximumLength: one.max_chain_depth === null ? undefined : one.max_chain_depth + 2,
    revocation: crls.length === 0 ? undefined : crlRevocationSource({ crls: numbered, anchors, pool, at }),
  })
  if (!result.valid) return `${result.fault.rule} ${result.fault.certificate.subject.text} ${result.fault.detail ?? ''}`
  const peers: readonly PeerName[] = [...(one.expected_peer_name === null ? [] : [one.expected_peer_name]), ...one.expected_peer_names]
  return webServerFault(result.path, peers, { browserRules: !one.id.startsWith('rfc5280::') })
}

function derOf(pem: string): Uint8Array {
  const [block] = fromPem(pem)
  if (block === undefined) throw new MalformedError('no PEM block')
  return block.der
}
