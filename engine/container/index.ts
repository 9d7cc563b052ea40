/** Containers: ZIP under strict rules, ASiC with CAdES, and the archive people take away. */
export * from './archive.ts'
export * from './asic-writer.ts'
export * from './container.ts'
export { matches, readManifest, type Manifest, type ManifestReference } from './manifest.ts'
export { readZip, type Zip, type ZipFile } from './zip-reader.ts'
export { writeZip, type FileToPack } from './zip-writer.ts'
