/** NIST Public Key Interoperability Test Suite: path validation with CRLs, in the JSON arrangement of pyHanko's certvalidator. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { crlRevocationSource, validatePath } from '@countersign/engine/path'
import { parseCrl } from '@countersign/engine/revocation'
import { CertificatePool } from '@countersign/engine/trust'
import { parseCertificate, type Certificate } from '@countersign/engine/x509'
import { MalformedError } from '@countersign/engine/errors'
import { z } from 'zod'
import { compared, type CaseResult, type Suite } from './suite.ts'

const caseSchema = z.object({
  id: z.string(),
  name: z.string(),
  cert: z.string(),
  other_certs: z.array(z.string()).default([]),
  path_intermediates: z.array(z.string()).default([]),
  crls: z.array(z.string()).default([]),
  error: z.unknown().optional(),
  params: z
    .object({
      user_initial_policy_set: z.array(z.string()).optional(),
      initial_explicit_policy: z.boolean().optional(),
      initial_policy_mapping_inhibit: z.boolean().optional(),
      initial_any_policy_inhibit: z.boolean().optional(),
    })
    .default({}),
})

/** Within every certificate's and list's life, as the suite means it. */
const at = new Date('2020-01-01T00:00:00Z')

export const pkits: Suite = {
  name: 'pkits',
  folder: 'pkits',
  howToFetch: 'Fetch certs/, crls/ and pkits.json from the tests of MatthiasValvekens/pyHanko (certvalidator, fixtures/nist_pkits) into it.',
  async *run(folder) {
    const bytes = (kind: 'certs' | 'crls', name: string): Uint8Array => new Uint8Array(readFileSync(join(folder, kind, name)))
    const anchors = new CertificatePool([parseCertificate(bytes('certs', 'TrustAnchorRootCertificate.crt'))])
    for (const one of z.array(caseSchema).parse(JSON.parse(readFileSync(join(folder, 'pkits.json'), 'utf8')))) {
      const id = `${one.id} ${one.name}`
      const expected = one.error === undefined
      try {
        const certificate = parseCertificate(bytes('certs', one.cert))
        const pool = new CertificatePool([...one.other_certs, ...one.path_intermediates].map((name) => parseCertificate(bytes('certs', name))))
        const crls = ['TrustAnchorRootCRL.crl', ...one.crls].map((name) => parseCrl(bytes('crls', name)))
        yield await judge(id, expected, certificate, { anchors, pool, crls, params: one.params })
      } catch (error) {
        if (!(error instanceof MalformedError)) throw error
        yield compared(id, expected, false, `malformed: ${error.message}`)
      }
    }
  },
}

type Surroundings = Pick<z.infer<typeof caseSchema>, 'params'> & {
  readonly anchors: CertificatePool
  readonly pool: CertificatePool
  readonly crls: readonly ReturnType<typeof parseCrl>[]
}

async function judge(id: string, expected: boolean, certificate: Certificate, { anchors, pool, crls, params }: Surroundings): Promise<CaseResult> {
  const result = await validatePath({
    certificate,
    anchors,
    pool,
    at,
    revocation: crlRevocationSource({ crls, anchors, pool, at }),
    acceptablePolicies: params.user_initial_policy_set,
    requireExplicitPolicy: params.initial_explicit_policy,
    inhibitPolicyMapping: params.initial_policy_mapping_inhibit,
    inhibitAnyPolicy: params.initial_any_policy_inhibit,
  })
  return compared(
    id,
    expected,
    result.valid,
    result.valid ? undefined : `${result.fault.rule} ${result.fault.certificate.subject.text} ${result.fault.detail ?? ''}`,
  )
}
