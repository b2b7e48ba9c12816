/** An archive becomes a workspace, or a whole installation, again; what is there already is never touched. */
import { isEmptyInstallation } from '#core/identity/api.ts'
import { admit, refuseReserved, revived, type WorkspaceRow } from '#core/workspaces/api.ts'
import { SLUG } from '#core/workspaces/contract.ts'
import type { Application } from '#kernel/application.ts'
import { REGISTRY } from '#kernel/context.ts'
import { type Archive, checkArchive, load } from '#kernel/data/archive.ts'
import { isUnfinished } from '#kernel/data/copy.ts'
import type { Engine, Namespace } from '#kernel/data/engine.ts'
import { isMissingTable } from '#kernel/data/faults.ts'
import { contentHash, differences } from '#kernel/data/hash.ts'
import { asOf, historyOf } from '#kernel/data/history.ts'
import { type Migrated, model } from '#kernel/data/migrate.ts'
import { newId } from '#kernel/ids.ts'
import { registryParts } from '#kernel/places.ts'
import { allParts, type ArchivedPerson, linkPeople } from './arrivals.ts'
import type { Here } from './commands.ts'
import { dropFiles, restoreFiles } from './contents.ts'

type Section = Archive['sections'][number]
type Facts = { workspace: Record<string, unknown>; people: ArchivedPerson[] }
type Restored = { slug: string; entered: number; waiting: string[] }

/** Out of an archive of one workspace, or of a whole installation with `only`. Visible when it is proved, not before. */
export async function restoreWorkspace(
  app: Application,
  archive: Archive,
  { only, as }: { only?: string | undefined; as?: string | undefined } = {},
): Promise<Restored> {
  const section = sectionOf(archive, only)
  asOf(allParts(app), section.history) // refuses what a newer version made, before anything is made of it
  const { workspace, people } = section.facts as Facts
  const stored = revived(workspace)
  const slug = as ?? stored.slug
  if (!SLUG.test(slug))
    throw new Error(`${slug} cannot be an address: small letters, digits, dashes`)
  refuseReserved(slug)
  const present = await app.workspaces()
  if (present.some((it) => it.slug === slug))
    throw new Error(`the address ${slug} is taken here; give another with --as`)
  const id = present.some((it) => it.id === stored.id) ? newId() : stored.id
  const row: WorkspaceRow = {
    ...stored,
    id,
    slug,
    // Never a name that was used before: nothing a crash left can stand in its way.
    namespace: `w_${newId().replaceAll('-', '')}`,
    placement: 'default',
  }
  const engine = app.engineOf(row)
  await engine.create(row.namespace)
  try {
    await engine.use(row.namespace, (to) => load(archive, section, to, allParts(app)))
    await app.provision(row)
    await restoreFiles(app, archive.file, section.section, row)
    await app.system((ctx) => admit(ctx, row))
  } catch (error) {
    await engine.drop(row.namespace)
    await dropFiles(app, row)
    throw error
  }
  await app.jobs.carry(id)
  return { slug, ...(await linkPeople(app, row, people)) }
}

function sectionOf({ file, holds, sections }: Archive, only: string | undefined): Section {
  const names = sections.map((it) => it.section).filter((it) => it !== REGISTRY.namespace)
  const name = only ?? (holds === 'workspace' ? names[0] : undefined)
  const section = sections.find((it) => it.section === name && it.facts !== null)
  if (!section) throw new Error(`${file} holds ${names.join(', ')}, and not ${name}`)
  return section
}

/** Into an installation where nobody has been. The registry comes last: until then it is empty, and may be filled again. */
export async function restoreAll(app: Application, archive: Archive): Promise<string[]> {
  const isFree = await app.readRegistry((db) => isEmptyInstallation(db))
  if (!isFree || (await app.workspaces()).length > 0)
    throw new Error(
      'people are here already; restore all into an empty installation, or use --only',
    )
  const partsOf = ({ facts }: Section) =>
    facts === null ? registryParts(app.parts) : allParts(app)
  // Refuses what a newer version made, before anything is made of it.
  for (const section of archive.sections) asOf(partsOf(section), section.history)
  const slugs: string[] = []
  for (const section of archive.sections.filter((it) => it.facts !== null)) {
    const { id, namespace, placement, slug } = revived((section.facts as Facts).workspace)
    await settle(app.engineOf({ placement }), namespace, archive, section, partsOf(section))
    await restoreFiles(app, archive.file, section.section, { id })
    slugs.push(slug)
  }
  const registry = archive.sections.find((it) => it.section === REGISTRY.namespace)!
  const engine = app.engineOf(REGISTRY)
  await engine.drop(REGISTRY.namespace)
  await engine.create(REGISTRY.namespace)
  await engine.use(REGISTRY.namespace, (to) =>
    load(archive, registry, to, partsOf(registry), { whole: true }),
  )
  await restoreFiles(app, archive.file, registry.section, REGISTRY)
  await app.prepare()
  await app.upgrade()
  return slugs
}

/** A restore that was killed left namespaces: finished ones are kept if they are these, the unfinished begun again. */
async function settle(
  engine: Engine,
  name: string,
  archive: Archive,
  section: Section,
  parts: readonly Migrated[],
): Promise<void> {
  if (await engine.exists(name)) {
    const isOurs = await engine.use(name, async (found) => {
      if ((await isUnfinished(found)) || (await isBare(found))) return false
      const sums = await contentHash(found, model(asOf(parts, section.history)))
      if (differences(sums, section.sums).length === 0) return true
      throw new Error(`there is a namespace ${name} with other content; give another SOCLE_PREFIX`)
    })
    if (isOurs) return
    await engine.drop(name)
  }
  await engine.create(name)
  await engine.use(name, (to) => load(archive, section, to, parts))
}

/** The crash came between its making and its first table. */
async function isBare(found: Namespace<any>): Promise<boolean> {
  try {
    return (await historyOf(found)).length === 0
  } catch (error) {
    if (isMissingTable(error)) return true
    throw error
  }
}

type Options = { only: unknown; as: unknown }

/** `socle restore FILE [--only SLUG] [--as SLUG]` */
export async function restoreCommand({ app }: Here, [file]: string[], { only, as }: Options) {
  if (!file) throw new Error('usage: restore FILE [--only SLUG] [--as SLUG]')
  const archive = await checkArchive(file)
  if (archive.holds === 'installation' && typeof only !== 'string') {
    console.log(`Restored: ${(await restoreAll(app, archive)).join(', ')}`)
    return
  }
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined)
  const { slug, ...people } = await restoreWorkspace(app, archive, {
    only: text(only),
    as: text(as),
  })
  console.log(`Restored at /app/${slug}.`)
  tell(slug, people)
}

/** `socle workspace link SLUG` */
export async function linkCommand({ app }: Here, slug: string | undefined): Promise<void> {
  const workspace = await app.enter(slug)
  tell(workspace.slug, await linkPeople(app, workspace))
}

function tell(slug: string, { entered, waiting }: { entered: number; waiting: string[] }) {
  console.log(`${entered} members may enter with their accounts.`)
  if (waiting.length === 0) return
  console.log(
    `These must register here and verify their address; then: socle workspace link ${slug}`,
  )
  for (const email of waiting) console.log(`  ${email}`)
}
