/** Sixty visits over eighteen months, told by the phones of four technicians. */
import { newId } from '#kernel/ids.ts'
import { DAY, HOUR } from '#kernel/time.ts'
import * as executions from '../executions/contract.ts'
import * as office from '../executions/office/contract.ts'
import * as followups from '../followups/contract.ts'
import { planExecution } from '../planning/contract.ts'
import { listProcedures } from '../procedures/contract.ts'
import { type Said, sayOf } from './answers.ts'
import { drawnPictures } from './pictures.ts'
import { openSites } from './places.ts'
import type { House, Person, Teller } from './teller.ts'

const VISITS = 60
type Pictures = Awaited<ReturnType<typeof drawnPictures>>
type Visit = { n: number; title: string; who: Person; equipmentId: string }

export async function carryOut(teller: Teller, house: House, ms: number): Promise<void> {
  const { clock, settle } = teller
  const { founder, technicians, supervisor } = house
  const pictures = await drawnPictures()
  const equipment = await openSites(supervisor)
  const { items } = await founder.call(listProcedures, { limit: 100 })
  const titles = items.map((it) => it.title).filter((it) => house.procedures.has(it))
  for (let n = 0; n < VISITS; n++) {
    const visit: Visit = {
      n,
      title: titles[(n * 5) % titles.length]!,
      who: technicians[n % technicians.length]!,
      equipmentId: equipment[n % equipment.length]!,
    }
    await tellVisit(teller, house, pictures, visit)
    // As long as the visit itself took was told already.
    await clock.advance(ms / VISITS - 3 * HOUR)
    if (n % 12 === 11) await putRight(house, n)
    if (n % 6 === 5) await settle()
  }
}

/** Most end well; some are abandoned, corrected, in two minds, or still under way at the end. */
async function tellVisit(teller: Teller, house: House, pictures: Pictures, visit: Visit) {
  const { n, title, who, equipmentId } = visit
  const { clock } = teller
  const { versionId } = house.procedures.get(title)!
  const at = clock.now().toISOString()
  const executionId = newId(clock.now().getTime())
  const begun = { id: executionId, versionId, equipmentId, startedAt: at, sentAt: at }
  await who.call(executions.startExecution, begun)
  const steps = (await who.call(executions.readPackage, { executionId })).package!.steps
  const device = phone(clock, who, executionId)
  const wrongAt = n % 5 === 2 ? steps.findIndex((it) => !it.isGate && canBeWrong(it)) : -1
  const isRunning = n >= VISITS - 4
  const isAbandoned = n % 14 === 6
  const until = isRunning || isAbandoned ? Math.ceil(steps.length / 2) : steps.length
  const said = steps.slice(0, until).map((it, i) => sayOf(it, pictures, n + i, i === wrongAt))
  await clock.advance(3 * HOUR)
  // In a basement: everything leaves at once, hours later.
  await device.tell(said, teller, 2 * HOUR)
  if (isAbandoned) {
    const reason = 'Orage annoncé : travail en toiture interrompu, à reprendre.'
    await who.call(office.abandonExecution, { executionId, reason })
  } else if (n === VISITS - 1) await disagree(clock, who, executionId, steps)
  else if (n === VISITS - 2)
    await device.tell([{ events: [{ kind: 'paused' }], photos: [] }], teller)
  else if (!isRunning) await who.call(executions.completeExecution, { executionId })
  if (n % 25 === 8) await correct(house, executionId)
}

const canBeWrong = ({ validation: it }: { validation: { kind: string; min?: unknown } }) =>
  (it.kind === 'measure' && it.min !== null) || it.kind === 'manual' || it.kind === 'photo'

/** A phone that loses nothing: it numbers its events, and sends what it was told over the last hours. */
function phone(clock: Teller['clock'], who: Person, executionId: string) {
  const deviceId = newId(clock.now().getTime())
  let sequence = 0
  return {
    async tell(said: readonly Said[], { bring }: Pick<Teller, 'bring'>, lastMs = 0) {
      const now = clock.now().getTime()
      const all = said.flatMap((it) => it.events)
      const events = all.map((what, i) => ({
        ...{ id: newId(now), deviceId, sequence: ++sequence, steadyMs: sequence * 30_000, what },
        deviceAt: new Date(
          now - Math.round((lastMs * (all.length - i)) / all.length),
        ).toISOString(),
      }))
      const sentAt = new Date(now).toISOString()
      for (let at = 0; at < events.length; at += executions.MOST_AT_ONCE)
        await who.call(executions.sendEvents, {
          ...{ executionId, sentAt },
          events: events.slice(at, at + executions.MOST_AT_ONCE),
        })
      for (const { photoId, bytes } of said.flatMap((it) => it.photos)) {
        await bring(who, { id: photoId, purpose: executions.PHOTO, name: 'photo.jpg', bytes })
        await who.call(executions.keepPhoto, { executionId, photoId })
      }
    },
  }
}

type Steps = executions.Package['steps']

/** Two phones of the same pair of hands, both without a network: a value each. */
async function disagree(clock: Teller['clock'], who: Person, executionId: string, steps: Steps) {
  const { package: now } = await who.call(executions.readPackage, { executionId })
  const { events } = now!
  const told = events.find(({ what }) => what.kind === 'answered')?.what
  if (told?.kind !== 'answered') return
  const step = steps.find((it) => it.key === told.stepKey)!
  const { answer } = told
  const other =
    answer.kind === 'measure'
      ? { ...answer, value: answer.value + 1 }
      : answer.kind === 'checklist'
        ? { ...answer, checked: answer.checked.slice(1) }
        : answer
  const what = { kind: 'answered', stepKey: step.key, answer: other, base: null } as const
  await phone(clock, who, executionId).tell([{ events: [what], photos: [] }], {
    bring: async () => {},
  })
}

async function correct({ supervisor }: House, executionId: string): Promise<void> {
  const view = await supervisor.call(office.readExecution, { executionId })
  const step = view.views.find((it) => it.standing.answer?.kind === 'measure') ?? view.views[0]!
  if (view.state !== 'completed') return
  await supervisor.call(office.amendExecution, {
    executionId,
    reason: 'Relevé recopié depuis le carnet du technicien.',
    changes: [{ stepKey: step.step.key, comment: 'Valeur confirmée par le carnet.' }],
  })
}

/** The supervisor goes through what was found: given out, done, checked. */
async function putRight({ supervisor, technicians }: House, n: number): Promise<void> {
  const { items } = await supervisor.call(followups.listFollowups, { state: 'open', limit: 100 })
  for (const [i, { id: followupId }] of items.entries()) {
    const who = technicians[(n + i) % technicians.length]!
    await supervisor.call(followups.assignFollowup, { followupId, memberId: who.id })
    if (i % 3 === 2) continue
    await who.call(followups.beginFollowup, { followupId })
    const words = 'Pièce remplacée, essai concluant.'
    await who.call(followups.finishFollowup, { followupId, words })
    if (i % 2 === 0) await supervisor.call(followups.verifyFollowup, { followupId })
  }
}

/** What is planned when a visitor comes: this week, one of them late. */
export async function planAhead({ clock }: Teller, house: House): Promise<void> {
  const { supervisor, technicians } = house
  const { items } = await supervisor.call(listProcedures, { limit: 100 })
  const { items: known } = await supervisor.call(executions.listExecutions, { limit: 20 })
  const day = (offset: number) =>
    new Date(clock.now().getTime() + offset * DAY).toISOString().slice(0, 10)
  for (const [i, offset] of [-1, 0, 1, 1, 2, 4].entries())
    await supervisor.call(planExecution, {
      procedureId: items[(i * 3) % items.length]!.id,
      ownerId: technicians[i % technicians.length]!.id,
      equipmentId: known[i]!.equipment!.id,
      plannedOn: day(offset),
      plannedFrom: i % 2 ? '13:00' : '08:30',
      plannedUntil: i % 2 ? '16:00' : '11:30',
    })
}
