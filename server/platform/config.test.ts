import { describe, expect, it } from 'vitest'
import { ConfigError, parseConfig } from './config.ts'

describe('demonstration mode', () => {
  it('is the default where only this machine can look', () => {
    for (const own of [
      {},
      { HOST: '127.0.0.1' },
      { HOST: '::1' },
      { HOST: 'localhost', PUBLIC_URL: 'http://localhost:8080' },
      { PUBLIC_URL: 'http://[::1]:8080' },
    ])
      expect(parseConfig(own).COUNTERSIGN_DEMONSTRATION).toBe(true)
  })

  it('must be asked for by name where others can: it shows passwords to everyone', () => {
    for (const open of [
      { HOST: '0.0.0.0' },
      { HOST: '::' },
      { HOST: '10.0.0.5' },
      { PUBLIC_URL: 'https://sign.example.com' },
      { PUBLIC_URL: 'https://localhost.example.com' },
    ]) {
      expect(() => parseConfig(open)).toThrow(ConfigError)
      expect(parseConfig({ ...open, COUNTERSIGN_DEMONSTRATION: 'true' }).COUNTERSIGN_DEMONSTRATION).toBe(true)
      expect(parseConfig({ ...open, COUNTERSIGN_DEMONSTRATION: 'false' }).COUNTERSIGN_DEMONSTRATION).toBe(false)
    }
  })
})

describe('trusted proxies', () => {
  it('are addresses and networks, and nothing else', () => {
    expect(parseConfig({}).TRUSTED_PROXIES).toBeUndefined()
    expect(parseConfig({ TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8,::1' }).TRUSTED_PROXIES).toEqual(['127.0.0.1', '10.0.0.0/8', '::1'])
    expect(() => parseConfig({ TRUSTED_PROXIES: 'true' })).toThrow(ConfigError)
  })
})

describe('the address in certificates', () => {
  it('is plain http, also where people come over https: status must be readable without TLS', () => {
    expect(parseConfig({ PUBLIC_URL: 'https://sign.example.com/', COUNTERSIGN_DEMONSTRATION: 'false' }).pkiUrl).toBe('http://sign.example.com')
    expect(parseConfig({ PORT: '9000' }).pkiUrl).toBe('http://localhost:9000')
    expect(parseConfig({ PKI_URL: 'http://pki.example.com' }).pkiUrl).toBe('http://pki.example.com')
    expect(() => parseConfig({ PKI_URL: 'https://pki.example.com' })).toThrow(ConfigError)
  })
})
