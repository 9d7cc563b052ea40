import { describe, expect, it } from 'vitest'
import { readSubject } from './subjectName.ts'

describe('reading whom a certificate names', () => {
  it('puts the company first, and the person behind it', () => {
    expect(readSubject('C=UA,organizationIdentifier=NTRUA-41234567,O=Acme LLP,title=director,serialNumber=TINUA-3287300012,CN=Ivanenko Oleh')).toEqual({
      headline: 'Acme LLP',
      person: 'Ivanenko Oleh',
      organisation: 'Acme LLP',
      organisationNumber: '41234567',
      personalNumber: '3287300012',
      title: 'director',
    })
  })
  it('names the person where there is no company', () => {
    expect(readSubject('CN=Коваленко Олена,C=UA')).toMatchObject({ headline: 'Коваленко Олена', organisation: undefined })
  })
  it('reads commas and plus signs that belong to a name', () => {
    expect(readSubject(String.raw`O=Build\, Repair \+ Co,CN=A`).headline).toBe('Build, Repair + Co')
  })
  it('shows a number of another form as it is', () => {
    expect(readSubject('serialNumber=IIN880101300123,CN=A').personalNumber).toBe('IIN880101300123')
  })
})
