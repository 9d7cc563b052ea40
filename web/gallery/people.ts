/** Certificates that do not exist, so that the pieces have something to show. */
export const fingerprints = {
  acme: '822b33ad87c148a0a20a5ba7cd5ebcaa68d36a18e7aad165554903f52ca82757',
  beta: 'f44e64e75f3948e9f73f8dfa94721c4ce8cbb4f265c4790c702b2d41cfbf2753',
  gamma: 'be9d587defa1f0c09ef49eb17e206983a5f8f8289e4281860bd0ee5a19592c67',
  olena: '1a81d9b44ae8faedf11d817c35c4dd19060e5d32a4dc58ce42f3149cc516ef5a',
} as const

export const renewals = [
  { id: '1', name: 'Kovalenko Olena', fingerprint: fingerprints.olena, powers: 'may sign', ends: '3 Dec, in 12 days', state: ['wait', 'clock', 'ends soon'] },
  {
    id: '2',
    name: 'Shevchuk Andrii',
    fingerprint: fingerprints.beta,
    powers: 'financial documents',
    ends: '11 Dec, in 20 days',
    state: ['wait', 'clock', 'ends soon'],
  },
  {
    id: '3',
    name: 'Bondar Iryna',
    fingerprint: fingerprints.gamma,
    powers: 'HR',
    ends: '19 Dec, in 28 days',
    state: ['calm', 'half', 'renewal sent, waiting for PIN'],
  },
  { id: '4', name: 'Melnyk Taras', fingerprint: fingerprints.acme, powers: 'employee', ends: '4 Jan, in 44 days', state: ['calm', 'open', 'not asked yet'] },
] as const
