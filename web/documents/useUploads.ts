import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useProblems } from '../app/problems.ts'
import type { PickedFile } from '../ui/FilePick.tsx'
import { documents } from './queries.ts'
import { type Upload, uploadFile } from './upload.ts'

export type UploadedFile = PickedFile & { readonly file: File; readonly documentId?: string | undefined }

/** Files on their way up, each at its own pace. What has arrived is a draft already, and stays one when the page is left. */
export function useUploads(cabinetId: string | undefined) {
  const problems = useProblems()
  const queries = useQueryClient()
  const [files, setFiles] = useState<readonly UploadedFile[]>([])
  const running = useRef(new Map<string, Upload>())
  const count = useRef(0)
  useEffect(() => {
    const uploads = running.current
    return () => {
      for (const upload of uploads.values()) upload.stop()
    }
  }, [])
  const change = (id: string, now: Partial<UploadedFile>) => setFiles((all) => all.map((each) => (each.id === id ? { ...each, ...now } : each)))
  const start = (id: string, file: File) => {
    const upload = uploadFile(file, cabinetId, (progress) => change(id, { progress }))
    running.current.set(id, upload)
    upload.done
      .then(
        (document) => {
          change(id, { progress: 1, documentId: document.id })
          void queries.invalidateQueries({ queryKey: ['documents'] })
        },
        (error: unknown) => change(id, { progress: undefined, error: problems.say(error) }),
      )
      .finally(() => running.current.delete(id))
  }
  const add = (picked: readonly File[]) => {
    const fresh = picked.map((file) => ({ id: `file-${++count.current}`, name: file.name, size: file.size, file, progress: 0 }))
    setFiles((all) => [...all, ...fresh])
    for (const { id, file } of fresh) start(id, file)
  }
  const remove = (id: string) => {
    running.current.get(id)?.stop()
    const documentId = files.find((each) => each.id === id)?.documentId
    if (documentId !== undefined) void documents.discard(documentId).then(() => queries.invalidateQueries({ queryKey: ['documents'] }))
    setFiles((all) => all.filter((each) => each.id !== id))
  }
  const retry = (id: string) => {
    const found = files.find((each) => each.id === id)
    if (found === undefined) return
    change(id, { error: undefined, progress: 0 })
    start(id, found.file)
  }
  return { files, add, remove, retry }
}
