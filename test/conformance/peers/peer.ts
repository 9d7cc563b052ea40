/** A peer: another program that judges what the engine makes, and perhaps makes what the engine judges. */
import type { Loopback } from './loopback.ts'
import type { Sample, Verdict } from './sample.ts'

export type Setting = {
  /** For files of this run; gone afterwards. */
  readonly folder: string
  /** For what the package managers bring; stays for the next run. */
  readonly cache: string
  /** The trust anchor, as DER and as PEM, in files. */
  readonly anchor: { readonly der: string; readonly pem: string }
  readonly loopback: Pick<Loopback, 'origin'>
}

/** Files of one sample, whole or flipped. */
export type Exhibit = { readonly sample: Sample; readonly file: string; readonly content?: string }

export type MadeFormat = 'cades-detached' | 'cades-attached' | 'pades' | 'asic-s' | 'asic-e'
export type MadeLevel = 'B' | 'T' | 'LT' | 'LTA'

export type OpenPeer = {
  judges(sample: Sample): boolean
  judge(exhibit: Exhibit): Promise<Verdict>
  /** What it can make, and a way to make it: signs `file` with the key in `store` into `result`; returns why not. */
  readonly makes?: readonly { readonly format: MadeFormat; readonly levels: readonly MadeLevel[] }[]
  make?(spec: {
    readonly format: MadeFormat
    readonly level: MadeLevel
    readonly store: string
    readonly file: string
    readonly result: string
  }): Promise<string | undefined>
  close?(): void
}

export type Peer = {
  readonly name: string
  /** Opened, or why it has to be left out. */
  open(setting: Setting): Promise<OpenPeer | { readonly missing: string }>
}

export type Case = { readonly id: string; readonly passed: boolean; readonly words: string }
