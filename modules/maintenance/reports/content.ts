/** Gathers what a report says: everything that is known of one execution, as it is now. */
import type * as z from 'zod/mini'
import type { Certificate, KeptEvent, Resolution } from '../executions/contract.ts'
import type { ExecutionView } from '../executions/office/contract.ts'
import { inOrder } from '../executions/standing/rules.ts'
import { EDITION, FORMAT, ReportContent } from './proof/contract.ts'

/** What executions know, each as the server's own functions say it. */
export type Whole = {
  view: z.input<typeof ExecutionView>
  events: readonly z.input<typeof KeptEvent>[]
  resolutions: readonly Resolution[]
  certificates: readonly z.input<typeof Certificate>[]
  analyses: readonly z.input<typeof ReportContent>['analyses'][number][]
}
type Named = {
  reportId: string
  number: number
  madeAt: Date
  house: { id: string; name: string; timeZone: string }
  follows: { number: number; digest: string } | null
}

/** One text for the same facts: moments are written out, and nothing is in it that the shape does not name. */
export function contentOf(whole: Whole, { madeAt, ...named }: Named): ReportContent {
  const { view, events, resolutions, certificates, analyses } = whole
  return ReportContent.parse({
    format: FORMAT,
    edition: EDITION,
    ...named,
    madeAt: madeAt.toISOString(),
    execution: executionOf(view),
    steps: view.views.map((it) => it.step),
    standings: view.views.map((it) => it.standing),
    events,
    conflicts: [...view.openConflicts, ...view.settledConflicts],
    resolutions,
    amendments: view.amendments,
    photos: photosOf(whole),
    analyses,
    clocks: view.drifts,
    certificates,
  })
}

function executionOf(view: Whole['view']) {
  const { id, state, procedureId, versionId, version, title, workingMs } = view
  const { owner, site, equipment, startedAt, completedAt, intervals } = view
  return {
    ...{ id, state, procedureId, versionId, version, title, workingMs },
    technician: owner?.name ?? '',
    site: site?.name ?? null,
    equipment: equipment && { name: equipment.name, serial: equipment.serial },
    startedAt: written(startedAt),
    completedAt: written(completedAt),
    intervals: intervals.map(({ by, startedAt, endedAt }) => ({
      by,
      startedAt: written(startedAt),
      endedAt: written(endedAt),
    })),
  }
}

const written = (moment: Date | string | null) =>
  moment instanceof Date ? moment.toISOString() : moment

/** In the order in which they were taken, those that were taken back too. */
function photosOf({ view, events }: Whole): z.input<typeof ReportContent>['photos'] {
  const here = new Set(
    view.views.flatMap((it) =>
      it.photos.filter(({ state }) => state === 'here').map(({ photoId }) => photoId),
    ),
  )
  const kept = events.filter((it) => it.refusal === null) as KeptEvent[]
  const told = inOrder(kept)
  const removed = new Map(
    told.flatMap(({ what }) =>
      what.kind === 'photo-removed' ? [[what.photoId, what.reason] as const] : [],
    ),
  )
  return told.flatMap(({ what }) => {
    if (what.kind !== 'photographed') return []
    const { photoId, stepKey, name, bytes, sha256 } = what
    const removedFor = removed.get(photoId) ?? null
    return [{ photoId, stepKey, name, bytes, sha256, removedFor, isHere: here.has(photoId) }]
  })
}
