/** A house that maintains installations, with a procedure that was published, and phones that tell what was done. */
import { createHash } from 'node:crypto'
import sharp from 'sharp'
import type { ExecutionEvent, Happening } from '#modules/maintenance/executions/contract.ts'
import * as executions from '#modules/maintenance/executions/contract.ts'
import * as procedures from '#modules/maintenance/procedures/contract.ts'
import type { Step } from '#modules/maintenance/steps/contract.ts'
import { newId } from '#kernel/ids.ts'
import { type Neighbour, village, type World } from './village.ts'
import { bring } from './files.ts'

type Asked = Partial<Step> & Pick<Step, 'key'>

/** A step that asks for a tick, unless it is said what it asks for. */
export const step = (asked: Asked): Step => ({
  title: `Étape ${asked.key}`,
  description: '',
  instructions: '',
  validation: { kind: 'manual' },
  isGate: false,
  isCritical: false,
  isRequired: true,
  isSkippable: false,
  isPhotoExempt: false,
  fileIds: [],
  sourcePage: null,
  ...asked,
})

/** A gate, a measure with bounds, a photo, and a step that may be left out. */
export const usualSteps = [
  step({ key: 'lock', title: 'Consigner', isGate: true, isCritical: true }),
  step({
    key: 'riso',
    title: 'Mesurer Riso',
    validation: { kind: 'measure', unit: 'MΩ', min: 1, max: null, instrument: 'mégohmmètre' },
  }),
  step({ key: 'photo', title: 'Photographier', validation: { kind: 'photo', min: 1, max: 3 } }),
  step({ key: 'clean', title: 'Nettoyer', isRequired: false, isSkippable: true }),
]

/** From the first word to the publication, by who may do all of it. */
export async function publish(
  { call }: Pick<Neighbour, 'call'>,
  steps: readonly Step[],
  title = 'Contrôle annuel',
) {
  const both = await call(procedures.createProcedure, { title, steps: [...steps] })
  const { versionId } = both
  await call(procedures.submitVersion, { versionId })
  await call(procedures.publishVersion, { versionId })
  return both
}

/** The next version of a procedure, published. */
export async function revise(
  { call }: Pick<Neighbour, 'call'>,
  procedureId: string,
  steps: readonly Step[],
) {
  const { versionId } = await call(procedures.beginVersion, { procedureId })
  const { revision, title } = await call(procedures.readVersion, { versionId })
  await call(procedures.saveDraft, { versionId, revision, title, steps: [...steps] })
  await call(procedures.submitVersion, { versionId })
  await call(procedures.publishVersion, { versionId })
  return versionId
}

export const maintenance = (place?: World) =>
  village(place ? { kind: 'maintenance', in: place, slug: 'erable' } : { kind: 'maintenance' })

type Clock = { now(): Date }

/** A phone of somebody: numbers its events, keeps its own clock, sends when it is told to. */
export function phone(
  { call }: Pick<Neighbour, 'call'>,
  clock: Clock,
  executionId: string,
  { offMs = 0 }: { offMs?: number } = {},
) {
  const deviceId = newId()
  const now = () => new Date(clock.now().getTime() + offMs).toISOString()
  let sequence = 0
  const event = (what: Happening): ExecutionEvent => ({
    id: newId(),
    deviceId,
    sequence: ++sequence,
    deviceAt: now(),
    steadyMs: sequence * 1000,
    what,
  })
  const send = (events: ExecutionEvent[]) =>
    call(executions.sendEvents, { executionId, sentAt: now(), events })
  return {
    deviceId,
    event,
    send,
    /** At once. */
    say: (...all: Happening[]) => send(all.map(event)),
  }
}

export const start = (
  { call }: Pick<Neighbour, 'call'>,
  clock: Clock,
  asked: { versionId: string; id?: string; siteId?: string; equipmentId?: string },
) => {
  const at = clock.now().toISOString()
  return call(executions.startExecution, { id: newId(), ...asked, startedAt: at, sentAt: at })
}

export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** The event of a photo, and its way to the server. */
export function photograph(stepKey: string, bytes: Uint8Array, photoId = newId()) {
  const what: Happening = {
    kind: 'photographed',
    ...{ stepKey, photoId },
    sha256: sha256(bytes),
    bytes: bytes.length,
    name: 'photo.jpg',
  }
  return { what, photoId, bytes }
}

/** Its bytes, to the end. */
export async function deliver(
  world: Pick<World, 'app'>,
  who: Neighbour,
  executionId: string,
  { photoId, bytes }: { photoId: string; bytes: Uint8Array },
) {
  await bring(world.app, who, bytes, { purpose: executions.PHOTO, name: 'photo.jpg', id: photoId })
  return who.call(executions.keepPhoto, { executionId, photoId })
}

// ── what is said in most stories ────────────────────────────────────────────────────────────────

export const measured = (value: number, base: string | null = null) =>
  ({ kind: 'answered', stepKey: 'riso', answer: { kind: 'measure', value }, base }) as const
export const done = (stepKey: string) => ({ kind: 'done', stepKey }) as const
export const commented = (stepKey: string, text: string) =>
  ({ kind: 'commented', stepKey, text, base: null }) as const
export const picture = (shade: number) =>
  sharp({ create: { width: 64, height: 48, channels: 3, background: { r: shade, g: 9, b: 9 } } })
    .jpeg()
    .withExif({ IFD3: { GPSLatitude: '50/1 35/1 0/1', GPSLatitudeRef: 'N' } })
    .toBuffer()
