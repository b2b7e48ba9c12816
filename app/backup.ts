/** One workspace, or the whole installation, as one file that any engine restores. */
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { archivedMembers, archivedWorkspace } from '#core/workspaces/api.ts'
import type { Application } from '#kernel/application.ts'
import { REGISTRY } from '#kernel/context.ts'
import { sectionLines, writeArchive } from '#kernel/data/archive.ts'
import type { Source } from '#kernel/data/rows.ts'
import { isWhole, type WorkspaceFacts } from '#kernel/module.ts'
import { registryParts } from '#kernel/places.ts'
import { allParts, archivedPeople } from './arrivals.ts'
import type { Here } from './commands.ts'
import { fileLines } from './contents.ts'

type Snapshot = (place: WorkspaceFacts) => Source

/** Consistent, readable while others write, in flat memory; refuses a file that is there. */
export async function backup(app: Application, file: string, slug?: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const holds = slug === undefined ? 'installation' : 'workspace'
  for (;;) {
    const places = slug === undefined ? await app.workspaces() : [await app.enter(slug)]
    const whole = places.filter(isWhole)
    const isDone = await app.snapshot([REGISTRY, ...whole], async (of) => {
      // Made between the question and the instant: ask again.
      if (slug === undefined && (await isAnyNew(app, of, places))) return false
      const sections = slug === undefined ? everything(app, of, whole) : each(app, of, whole)
      await writeArchive(file, { madeAt: app.now(), holds }, sections)
      return true
    })
    if (isDone) return
  }
}

async function isAnyNew(app: Application, of: Snapshot, places: WorkspaceFacts[]) {
  const now = await app.directory.workspaces(of(REGISTRY).reader)
  const known = new Set(places.filter(isWhole).map((it) => it.id))
  return now.filter(isWhole).some((it) => !known.has(it.id))
}

/** The registry last: where it stands, everything before it stands. */
async function* everything(app: Application, of: Snapshot, workspaces: WorkspaceFacts[]) {
  yield* each(app, of, workspaces)
  const registry = { section: REGISTRY.namespace, facts: null }
  yield* sectionLines(of(REGISTRY), registryParts(app.parts), registry)
  yield* fileLines(app, of(REGISTRY), REGISTRY)
}

async function* each(app: Application, of: Snapshot, workspaces: WorkspaceFacts[]) {
  const { reader: registry } = of(REGISTRY)
  for (const place of workspaces) {
    const workspace = await archivedWorkspace(registry, place.id)
    const people = await archivedPeople(registry, await archivedMembers(of(place).reader))
    const facts = { workspace, people }
    yield* sectionLines(of(place), allParts(app), { section: workspace.slug, facts })
    yield* fileLines(app, of(place), place)
  }
}

/** `socle backup [SLUG] [--to FILE]` */
export async function backupCommand({ app, config }: Here, [slug]: string[], to: unknown) {
  const file = typeof to === 'string' ? to : join(config.folder, 'backups', nameOf(app.now(), slug))
  await backup(app, file, slug)
  console.log(`${slug ?? 'The whole installation'} is in ${file}`)
}

/** `socle-tilleul-2026-11-21-090000.gz`: by name is by age. */
export function nameOf(at: Date, slug = 'installation'): string {
  const [day = '', time = ''] = at.toISOString().split('T')
  return `socle-${slug}-${day}-${time.slice(0, 8).replaceAll(':', '')}.gz`
}
