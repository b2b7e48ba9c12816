/** Fetches what is needed where no network is: the steps of a version, their pictures, an execution with what others did. */
import type { Call } from '#web/api.tsx'
import { readPackage } from '../executions/contract.ts'
import { linkStepFile, readVersion } from '../procedures/contract.ts'
import type { Kit, Picture } from './rows.tsx'
import type { FieldStore } from './store.tsx'

/** Wide enough to see a screw on a phone, small enough for a hundred of them. */
const PICTURE = 'medium'

/** Takes a published version along, with the pictures of its steps. */
export async function carryKit(store: FieldStore, call: Call, versionId: string): Promise<Kit> {
  const version = await call(readVersion, { versionId })
  const { procedureId, number, title, category, steps, files } = version
  const known = new Set((await store.pictures()).map((it) => it.id))
  const wanted = files.filter((it) => it.kind === 'image' && !known.has(it.id))
  const pictures = await Promise.all(wanted.map((it) => pictureOf(call, versionId, it)))
  const kit = { id: versionId, procedureId, number, title, category, steps, fetchedAt: Date.now() }
  await store.keepKit(
    kit,
    pictures.filter((it) => it !== null),
  )
  return kit
}

/** Null when it does not come: the words of the step are there all the same. */
async function pictureOf(
  call: Call,
  versionId: string,
  { id, name }: { id: string; name: string },
): Promise<Picture | null> {
  try {
    const { url } = await call(linkStepFile, { versionId, fileId: id, variant: PICTURE })
    const answer = await fetch(url)
    if (!answer.ok) return null
    const type = answer.headers.get('content-type') ?? 'image/jpeg'
    return { id, name, type, bytes: await answer.arrayBuffer() }
  } catch {
    return null
  }
}

/** Takes an execution along: planned for this person, or begun on another device. */
export async function carryExecution(store: FieldStore, call: Call, executionId: string) {
  const { package: told } = await call(readPackage, { executionId })
  if (!told) return
  await store.keepPackage(told)
  await carryKit(store, call, told.execution.versionId).catch(() => undefined) // its steps are here
}
