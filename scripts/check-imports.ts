/** Holds every file to the import table: rooms, engine's folder order, the server's domain order and doors, and no cycles anywhere. */
import { dirname, matchesGlob, posix } from 'node:path'
import { parseSync } from 'vite'
import { allowed, allowedInTests, drawingOnly, engineOrder, nodeFree, rooms, serverOrder, type Room } from './import-table.ts'

/** Paths from the root of the project, with forward slashes, and their text. */
export type SourceFiles = ReadonlyMap<string, string>
export type Import = { readonly from: string; readonly specifier: string; readonly to: string | undefined }

const packageRooms = /^@countersign\/(\w+)(?:\/(.+))?$/
const testName = /\.(test|e2e|fault|bench)\.tsx?$|^test\//

export function checkImports(files: SourceFiles): string[] {
  const imports = [...files].flatMap(([from, text]) =>
    importsOf(from, text).map((specifier) => ({ from, specifier, to: resolveImport(files, from, specifier) })),
  )
  const inTest = testsAmong(files, imports)
  return [...imports.flatMap((found) => faultsOf(found, inTest.has(found.from))), ...cycles(imports)]
}

/** Tests, and the files that nothing but tests imports. */
function testsAmong(files: SourceFiles, imports: readonly Import[]): ReadonlySet<string> {
  const importers = Map.groupBy(imports, (found) => found.to)
  const tests = new Set([...files.keys()].filter((path) => testName.test(path)))
  for (let before = -1; before !== tests.size;) {
    before = tests.size
    for (const [path, by] of importers) if (path !== undefined && by.every(({ from }) => tests.has(from)) && !isDoor(path)) tests.add(path)
  }
  return tests
}

/** What other rooms may use one day is no part of a test, even while only tests use it. */
function isDoor(path: string): boolean {
  return /(^|\/)index\.tsx?$/.test(path)
}

function faultsOf(found: Import, inTest: boolean): string[] {
  const { from, specifier, to } = found
  const room = roomOf(from)
  if (room === undefined) return []
  const say = (why: string): string[] => [`${from} imports ${specifier}: ${why}`]
  if (specifier.startsWith('node:')) {
    const exception = nodeFree[room]
    return exception === undefined || exception.test(from) || inTest ? [] : say(`${room} also runs in a browser`)
  }
  if (from.startsWith(drawingOnly.folder) && drawingOnly.strangers.some((name) => specifier === name || specifier.startsWith(`${name}/`)))
    return say('ui knows neither the API nor the router')
  if (to === undefined) return packageRooms.test(specifier) || specifier.startsWith('.') ? say('there is no such file') : []
  const other = roomOf(to)
  if (other === undefined || to.startsWith('locales/')) return []
  if (other !== room) return faultBetweenRooms(inTest, room, to, say)
  if (inTest) return []
  if (room === 'engine') return faultOfOrder(from, to, engineOrder, say)
  if (room === 'server') return [...faultOfOrder(from, to, serverOrder, say), ...faultOfDoor(from, to, say)]
  if (from.startsWith(drawingOnly.folder) && !to.startsWith(drawingOnly.folder)) return say('ui knows no page and no shell')
  return []
}

type Say = (why: string) => string[]

function faultBetweenRooms(inTest: boolean, room: Room, to: string, say: Say): string[] {
  const doors = inTest ? [...allowed[room], ...allowedInTests] : allowed[room]
  return doors.some((door) => matchesGlob(to, door) || to.startsWith(`${door}/`)) ? [] : say(`${room} may not`)
}

function faultOfOrder(from: string, to: string, order: readonly string[], say: Say): string[] {
  const [here, there] = [folderOf(from), folderOf(to)]
  if (here === there || there === undefined) return []
  if (!order.includes(there)) return say(`${there} has no place in the order of folders`)
  // Files at the top of the server (app, main, seed) stand above all domains; those of engine (ports, errors) below.
  if (here === undefined) return from.startsWith('engine/') ? say('the base knows no folder') : []
  if (!order.includes(here)) return say(`${here} has no place in the order of folders`)
  return order.indexOf(there) < order.indexOf(here) ? [] : say(`${there} does not stand before ${here}`)
}

function faultOfDoor(from: string, to: string, say: Say): string[] {
  const there = folderOf(to)
  if (there === undefined || folderOf(from) === there) return []
  return to === `server/${there}/index.ts` ? [] : say(`only ${there}/index.ts is the door`)
}

/** Strongly connected groups of files, each told once. */
function cycles(imports: readonly Import[]): string[] {
  const graph = Map.groupBy(
    // The generated client's own shape is its generator's business.
    imports.filter((found) => found.to !== undefined && found.to !== found.from && !found.from.startsWith('client/')),
    (found) => found.from,
  )
  const place = new Map<string, { index: number; low: number; open: boolean }>()
  const path: string[] = []
  const found: string[] = []
  function visit(file: string): { index: number; low: number; open: boolean } {
    const mark = { index: place.size, low: place.size, open: true }
    place.set(file, mark)
    path.push(file)
    for (const { to } of graph.get(file) ?? []) {
      if (to === undefined) continue
      const next = place.get(to) ?? visit(to)
      if (next.open) mark.low = Math.min(mark.low, next.low)
    }
    if (mark.low !== mark.index) return mark
    const group = path.splice(path.indexOf(file))
    for (const member of group) Object.assign(place.get(member) ?? {}, { open: false })
    if (group.length > 1) found.push(`a cycle: ${[...group, file].join(' → ')}`)
    return mark
  }
  for (const file of graph.keys()) if (!place.has(file)) visit(file)
  return found
}

export function importsOf(path: string, text: string): string[] {
  const { module } = parseSync(path, text)
  const written = module.staticImports.map((found) => found.moduleRequest.value)
  for (const { entries } of module.staticExports) for (const entry of entries) if (entry.moduleRequest) written.push(entry.moduleRequest.value)
  for (const { moduleRequest } of module.dynamicImports) {
    const literal = /^['"`]([^'"`$]+)['"`]$/.exec(text.slice(moduleRequest.start, moduleRequest.end))?.[1]
    if (literal !== undefined) written.push(literal)
  }
  return [...new Set(written)]
}

/** The file of ours that is meant; undefined for a package and for what does not exist. */
function resolveImport(files: SourceFiles, from: string, specifier: string): string | undefined {
  const [plain = ''] = specifier.split('?')
  if (plain.startsWith('.')) return existing(files, posix.normalize(posix.join(dirname(from), plain)))
  if (plain === '#crypto') return 'engine/algorithms/crypto.node.ts'
  const [, room, path] = packageRooms.exec(plain) ?? []
  if (room === undefined) return undefined
  return ['index.ts', `${path}.ts`, `${path}/index.ts`].map((end) => `${room}/${end}`).find((candidate) => files.has(candidate))
}

/** Styles, pictures and catalogues are not among the files read here, and import nothing. */
function existing(files: SourceFiles, path: string): string | undefined {
  return files.has(path) || !/\.(ts|tsx|mjs)$/.test(path) ? path : undefined
}

function roomOf(path: string): Room | undefined {
  return rooms.find((room) => path.startsWith(`${room}/`))
}

/** The folder inside the room; undefined for files that lie directly in it. */
function folderOf(path: string): string | undefined {
  const parts = path.split('/')
  return parts.length > 2 ? parts[1] : undefined
}
