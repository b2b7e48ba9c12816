/** The files of a place travel with its archive, and lie at its new place before anybody sees it. */
import { damagedObjects, keptObjects } from '#core/files/api.ts'
import { type Storage, storage } from '#core/files/contract.ts'
import type { Application } from '#kernel/application.ts'
import { contentLines, contentsOf } from '#kernel/data/archive-contents.ts'
import type { Source } from '#kernel/data/rows.ts'
import type { WorkspaceFacts } from '#kernel/module.ts'

const storageOf = ({ clients }: Application) => clients.get(storage.name) as Storage

type Place = { id: string }

/** Those that the rows of this instant name; objects that go meanwhile stay for a day. */
export function fileLines(app: Application, { reader }: Source, { id }: Place) {
  const kept = storageOf(app)
  async function* contents() {
    for (const { key, bytes } of await keptObjects(reader))
      yield { name: key, bytes, read: () => kept.read(`${id}/${key}`) }
  }
  const lost = (name: string, error: unknown) =>
    app.log.error({ err: error, place: id, name }, 'a file is not in the backup: see socle doctor')
  return contentLines(contents(), lost)
}

/** What was lost when the archive was made is lost here: its bytes are fewer than announced. */
export async function restoreFiles(app: Application, file: string, section: string, { id }: Place) {
  const kept = storageOf(app)
  for await (const { name, bytes, read } of contentsOf(file, section)) {
    try {
      await kept.put(`${id}/${name}`, read(), bytes)
    } catch (error) {
      app.log.error({ err: error, place: id, name }, 'a file could not be restored')
    }
  }
}

/** A restoration that failed takes its files along. */
export async function dropFiles(app: Application, { id }: Place): Promise<void> {
  const kept = storageOf(app)
  for await (const { key } of kept.list(`${id}/`)) await kept.remove(key)
}

/** How many files of a sample `socle doctor` reads in each place; `--all` reads every one. */
const SAMPLE = 20

/** Reads files again and compares what they are with what they were: names those that are gone, cut or changed. */
export async function damagedFiles(
  app: Application,
  place: WorkspaceFacts,
  all: boolean,
): Promise<{ checked: number; damaged: string[] }> {
  const most = all ? Infinity : SAMPLE
  return app.open(place, ({ reader }) => damagedObjects(reader, storageOf(app), place.id, most))
}
