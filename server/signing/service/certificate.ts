/** What a certificate says of its holder, for the decision, the seal and the sheet. */
import { MalformedError } from '@countersign/engine/errors'
import { parseCertificate, subjectIdentity, type Certificate } from '@countersign/engine/x509'
import { NotAcceptable, type Act } from '../../platform/index.ts'
import { standingOf } from '../../validation/index.ts'
import type { SignerFacts, Standing } from '../rules.ts'

export function readCertificate(der: Uint8Array): Certificate {
  try {
    return parseCertificate(der)
  } catch (error) {
    if (error instanceof MalformedError) throw new NotAcceptable('certificate', 'malformed')
    throw error
  }
}

export async function examine(act: Act, certificate: Certificate): Promise<Standing> {
  const { personalNumber, organisationNumber } = subjectIdentity(certificate)
  const usage = certificate.keyUsage
  return {
    validFrom: certificate.notBefore,
    validTo: certificate.notAfter,
    forSigning: certificate.basicConstraints?.authority !== true && (usage === undefined || usage.has('contentCommitment') || usage.has('digitalSignature')),
    numbers: [personalNumber, organisationNumber].flatMap((number) => (number === undefined ? [] : [{ country: number.country, value: number.value }])),
    ...(await standingOf(act, certificate)),
  }
}

export function factsOf(certificate: Certificate): SignerFacts {
  const identity = subjectIdentity(certificate)
  return {
    name: identity.commonName,
    personalNumber: identity.personalNumber?.value ?? null,
    organisation: identity.organisation ?? null,
    organisationNumber: identity.organisationNumber?.value ?? null,
    title: identity.title ?? null,
    issuer: certificate.issuer.get('2.5.4.3') ?? certificate.issuer.text,
    serialNumber: certificate.serialNumber,
    validFrom: certificate.notBefore.toISOString(),
    validTo: certificate.notAfter.toISOString(),
  }
}
