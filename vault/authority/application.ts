/** Does a certificate to be say what its application says, no less and no more? Everything that names somebody is compared. */
import { fromBase64, toHex } from '@countersign/engine/bytes'
import { attributeOids, type Certificate } from '@countersign/engine/x509'
import type { Application, ApplicationSubject } from '../protocol/certificates.ts'

const subjectOids: Record<keyof ApplicationSubject, string> = {
  country: attributeOids.countryName,
  stateOrProvince: attributeOids.stateOrProvinceName,
  locality: attributeOids.localityName,
  organizationName: attributeOids.organizationName,
  organizationalUnit: attributeOids.organizationalUnitName,
  organizationIdentifier: attributeOids.organizationIdentifier,
  title: attributeOids.title,
  surname: attributeOids.surname,
  givenName: attributeOids.givenName,
  pseudonym: attributeOids.pseudonym,
  serialNumber: attributeOids.serialNumber,
  commonName: attributeOids.commonName,
}

const identityExtensions = ['2.5.29.17', '2.5.29.9'] as const

/** Words for a developer's log, one for each difference; empty when they say the same. The public key is the caller's to compare. */
export function differencesBetween(certificate: Certificate, application: Application): string[] {
  const expected = subjectPairs(application.subject)
  const found = certificate.subject.attributes.map(({ oid, value }) => `${oid}=${value}`)
  const differences = [
    ...missing(expected, found).map((pair) => `the certificate lacks ${pair}`),
    ...missing(found, expected).map((pair) => `the application does not name ${pair}`),
  ]
  for (const oid of identityExtensions) {
    const wanted = application.identityExtensions?.[oid]
    const present = certificate.extensions.get(oid)?.value
    if ((wanted === undefined ? '' : toHex(fromBase64(wanted))) !== (present === undefined ? '' : toHex(present))) differences.push(`extension ${oid} differs`)
  }
  return differences
}

function subjectPairs(subject: ApplicationSubject): string[] {
  const names = Object.keys(subjectOids) as (keyof ApplicationSubject)[]
  return names.flatMap((name) => (subject[name] === undefined ? [] : [`${subjectOids[name]}=${subject[name]}`]))
}

/** What of `from` is not in `among`, counting repetitions. */
function missing(from: readonly string[], among: readonly string[]): string[] {
  const left = [...among]
  return from.filter((one) => {
    const place = left.indexOf(one)
    if (place >= 0) left.splice(place, 1)
    return place < 0
  })
}
