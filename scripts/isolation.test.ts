import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildWall } from './isolation.ts'

const program = mkdtempSync(join(tmpdir(), 'countersign-wall-'))
const data = join(program, 'data')
mkdirSync(join(data, 'vault'), { recursive: true })
const secrets = join(data, 'secrets.json')
writeFileSync(secrets, 'password')
const wall = buildWall({ programFolder: program, dataFolder: data, hiddenFolders: [join(data, 'vault')], hiddenFiles: [secrets, join(data, 'absent')] })

// Where the kernel refuses user namespaces there is no wall to test; the supervisor tells the operator.
describe.skipIf(wall === undefined)('the wall around the server', () => {
  let outsider: ChildProcess
  beforeAll(() => {
    writeFileSync(join(data, 'vault', 'deployment.key'), 'key material')
    writeFileSync(join(program, 'main.ts'), 'program')
    outsider = spawn('sleep', ['300'], { env: { SECRET: 'password' } })
  })
  afterAll(() => {
    outsider.kill()
    rmSync(program, { recursive: true })
  })

  it('hides the keys and passwords that lie beside it', () => {
    expect(inside(`cat ${data}/vault/deployment.key`).output).toContain('No such file')
    expect(inside(`cat ${secrets}`)).toEqual({ output: '', status: 0 })
  })
  it('keeps the memory and environment of other processes shut', () => {
    expect(readFileSync(`/proc/${outsider.pid}/environ`, 'utf8')).toContain('password')
    expect(inside(`cat /proc/${outsider.pid}/environ`).output).toContain('Permission denied')
    expect(inside(`cat /proc/${outsider.pid}/root/${secrets}`).output).toContain('Permission denied')
  })
  it('does not let the program be changed, not even past the old working folder', () => {
    expect(inside(`echo other > ${program}/main.ts`).output).toMatch(/Read-only/i)
    expect(inside('echo other > ./main.ts').output).toMatch(/Read-only/i)
  })
  it('cannot be taken down from inside', () => {
    for (const attempt of [`umount ${data}/vault`, `umount ${secrets}`, `mount -o remount,rw ${program}`]) expect(inside(attempt).status).not.toBe(0)
    expect(inside(`unshare --user --map-root-user --mount sh -c 'umount ${data}/vault; cat ${data}/vault/deployment.key'`).output).not.toContain('key material')
  })
  it('leaves the data writable and lets a child have a namespace without network', () => {
    expect(inside(`echo document > ${data}/document && cat ${data}/document`).output).toBe('document\n')
    expect(inside('unshare --user --map-user=1 --map-group=1 --net true')).toEqual({ output: '', status: 0 })
  })

  function inside(script: string): { output: string; status: number | null } {
    const [command = '', ...words] = wall ?? []
    const { stdout, stderr, status } = spawnSync(command, [...words, 'sh', '-c', script], { encoding: 'utf8', cwd: program })
    return { output: stdout + stderr, status }
  }
})
