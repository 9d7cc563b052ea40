/** openssl: cms, ts, ocsp, crl, verify and pkcs12. It knows no levels and reads no PDF. */
import { isThere, run, type Outcome } from '../command.ts'
import type { Exhibit, Peer, Setting } from '../peer.ts'
import { password, type SampleKind, type Verdict } from '../sample.ts'

type Question = (exhibit: Exhibit, setting: Setting) => Promise<Outcome>

const cmsVerify = ['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-purpose', 'any', '-out', '/dev/null']

const questions: Partial<Record<SampleKind, Question>> = {
  cades: ({ file, content }, { anchor }) =>
    run('openssl', [...cmsVerify, '-in', file, '-CAfile', anchor.pem, ...(content === undefined ? [] : ['-content', content])]),
  timestamp: ({ file, content = '' }, { anchor }) => run('openssl', ['ts', '-verify', '-token_in', '-in', file, '-data', content, '-CAfile', anchor.pem]),
  ocsp: ({ file }, { anchor }) =>
    run('openssl', [
      'ocsp',
      '-respin',
      file,
      '-issuer',
      `${file}.issuer`,
      '-cert',
      `${file}.subject`,
      '-CAfile',
      anchor.pem,
      '-verify_other',
      `${file}.issuer`,
    ]),
  crl: async ({ file }, { anchor }) => {
    const whole = ['-CAfile', anchor.pem, '-untrusted', `${file}.issuer`, '-CRLfile', file, '-crl_check', `${file}.subject`]
    return run('openssl', ['verify', ...whole])
  },
  pkcs12: ({ file }) => run('openssl', ['pkcs12', '-in', file, '-passin', `pass:${password}`, '-nodes', '-out', '/dev/null']),
}

export const openssl: Peer = {
  name: 'openssl',
  async open(setting) {
    if (!(await isThere('openssl', ['version']))) return { missing: 'it is not there' }
    return {
      judges: ({ kind, refused }) => questions[kind] !== undefined && !(refused === true && kind === 'cades'),
      async judge(exhibit): Promise<Verdict> {
        const outcome = await questions[exhibit.sample.kind]?.(exhibit, setting)
        if (outcome === undefined) return { valid: false, words: 'not asked' }
        const words = outcome.output
          .split('\n')
          .map((line) => line.trim())
          .find((line) => /success|Verif|OK|rror|good|revoked/.test(line))
        return {
          valid: outcome.ok && !/revoked|Failure/.test(outcome.output),
          words: (words ?? (outcome.ok ? 'OK' : outcome.output.slice(0, 120))).replaceAll(exhibit.file, 'it'),
        }
      },
    }
  },
}
