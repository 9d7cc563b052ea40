/** What a new deployment starts with. Idempotent: runs at every start, makes only what is missing. */
import type { Platform } from './platform/index.ts'

export async function seed(platform: Platform): Promise<void> {
  void platform
}
