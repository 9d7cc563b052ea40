/** Runs inside Chromium: vitest's own runner over the engine's unit suites, bundled as a page's code would be. */
import { startTests } from 'vitest/internal/browser'
import { makeCrossing } from './crossing.ts'
import type { TestOutcome } from './outcome.ts'

type Runner = Parameters<typeof startTests>[1]
type File = Awaited<ReturnType<typeof startTests>>[number]
type Task = File['tasks'][number]

/** Suites by path. Left out: the command, the published package, and those that compare with node:crypto itself; key stores come through keystore.suite.ts. */
const suites = {
  ...import.meta.glob([
    '../../engine/**/*.test.ts',
    '!../../engine/{command,node_modules}/**',
    '!../../engine/package.test.ts',
    '!../../engine/keystore/{ciphers,mac,keystore,keystore.browser}.test.ts',
    '!../../engine/x509/certificate.test.ts',
  ]),
  ...import.meta.glob('./*.suite.ts'),
}
/** Here `crypto.node.ts` is absent; what is said of it is proved by the unit project. */
const nodeOnly = /of the node twin|what node:crypto encrypts/

const config = {
  root: '/',
  name: 'chromium',
  testTimeout: 60_000,
  hookTimeout: 60_000,
  maxConcurrency: 1,
  retry: 0,
  repeats: 0,
  allowOnly: false,
  passWithNoTests: false,
  includeTaskLocation: false,
  setupFiles: [],
  tags: [],
  strictTags: false,
  taskTitleValueFormatTruncate: 200,
  sequence: { concurrent: false, shuffle: false, hooks: 'stack', setupFiles: 'list', seed: 0 },
  snapshotOptions: { expand: false },
}

async function runSuites(only: string): Promise<TestOutcome[]> {
  Object.assign(globalThis, { __vitest_worker__: { config, filepath: '', providedContext: {}, metaEnv: {}, ctx: {}, onCleanup: () => {} } })
  const runner = { config, pool: 'browser', importFile: (path: string) => suites[path]?.() } as unknown as Runner
  const files = await startTests(
    Object.keys(suites).filter((path) => path.includes(only)),
    runner,
  )
  return files.flatMap((file) => outcomesOf(file, file.filepath.replace(/^(\.\.\/)+/, ''))).filter(({ name }) => !nodeOnly.test(name))
}

function outcomesOf(task: Task | File, name: string): TestOutcome[] {
  const errors = (task.result?.errors ?? []).map(({ message, stack }) => `${message}\n${stack ?? ''}`)
  const own = { name, state: task.result?.state ?? task.mode, errors }
  if (!('tasks' in task)) return [own]
  // A suite speaks for itself only where it could not be collected or a hook of it failed.
  return [...(errors.length > 0 ? [own] : []), ...task.tasks.flatMap((inner) => outcomesOf(inner, `${name} > ${inner.name}`))]
}

Object.assign(globalThis, { runSuites, makeCrossing })
