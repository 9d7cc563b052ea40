/** Sends a picture and tells how far it is: fetch cannot, so this is the one place with XMLHttpRequest. */
import { Problem, unreachable } from '../app/problems.ts'
import type { Slot } from './queries.ts'

export const largestPicture = 15 * 1_048_576
export const pictureKinds = 'image/jpeg,image/png,application/pdf'

export function sendPicture(applicationId: string, slot: Slot, file: Blob, onProgress: (share: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('PUT', `/api/applications/${applicationId}/pictures/${slot}`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.setRequestHeader('accept', 'application/json')
    request.responseType = 'json'
    request.upload.addEventListener('progress', ({ loaded, total, lengthComputable }) => lengthComputable && onProgress(loaded / total))
    request.addEventListener('error', () => reject(unreachable()))
    request.addEventListener('load', () => {
      if (request.status < 300) return resolve()
      const body: unknown = request.response
      reject(new Problem(request.status, typeof body === 'object' && body !== null ? { ...body } : {}))
    })
    request.send(file)
  })
}
