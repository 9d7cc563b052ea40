/** One file up, raw, with its progress: fetch tells nothing of what has been sent, XMLHttpRequest does. */
import { Problem, unreachable } from '../app/problems.ts'
import type { Document } from './queries.ts'

export type Upload = { readonly done: Promise<Document>; readonly stop: () => void }

export function uploadFile(file: File, cabinetId: string | undefined, tell: (share: number) => void): Upload {
  const request = new XMLHttpRequest()
  const query = new URLSearchParams({ name: file.name, ...(cabinetId !== undefined && { cabinetId }) })
  const done = new Promise<Document>((resolve, reject) => {
    request.open('POST', `/api/documents?${query.toString()}`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.setRequestHeader('accept', 'application/json')
    request.upload.addEventListener('progress', ({ loaded, total }) => tell(total === 0 ? 0 : loaded / total))
    request.addEventListener('load', () => {
      const body = readJson(request.responseText)
      if (request.status === 201) resolve(body as unknown as Document)
      else reject(new Problem(request.status, body))
    })
    request.addEventListener('error', () => reject(unreachable()))
    request.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError')))
    request.send(file)
  })
  return { done, stop: () => request.abort() }
}

function readJson(text: string): Record<string, unknown> {
  try {
    const body: unknown = JSON.parse(text)
    return typeof body === 'object' && body !== null ? { ...body } : {}
  } catch {
    return {}
  }
}
