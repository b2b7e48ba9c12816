/** A report as a letter: what report.typ shows, in the language of the house. Facts only, no layout. */
import { join } from 'node:path'
import { wordsOf } from '#core/mail/api.ts'
import { trueMoment } from '../executions/rules.ts'
import type { KeptEvent } from '../executions/contract.ts'
import { fingerprint } from '../reports/proof/sealing.ts'
import type { ReportContent, SealedReport } from '../reports/proof/contract.ts'
import { answerOf, type Written } from './answers.ts'
import { signatureSvg } from './drawing.ts'
import en from './locales/en.ts'
import fr from './locales/fr.ts'
import nl from './locales/nl.ts'

const words = wordsOf<typeof fr>({ fr, nl, en })
const tones = { done: 'good', nonconform: 'bad', skipped: 'plain' } as const

export const TEMPLATE = join(import.meta.dirname, 'report.typ')
export const pictureName = (photoId: string) => `photo-${photoId}.jpg`

/** `pictures`: the photos that could be read. */
export function paperOf(report: SealedReport, locale: string, pictures: ReadonlySet<string>) {
  const { content, seal } = report
  const { execution, house, number } = content
  const it = writtenIn(locale, house.timeZone)
  const { say } = it
  const { shown: signatures, files } = signaturesOf(content, it)
  const data = {
    lang: locale.slice(0, 2),
    title: say('reports.paper.title'),
    by: house.name,
    ref: say('reports.paper.ref', { number, execution: execution.id }),
    page: [say('reports.paper.page'), say('reports.paper.of')],
    procedure: execution.title,
    facts: factsOf(content, it),
    notices: noticesOf(content, it),
    words: headings(it),
    amendments: amendmentsOf(content, it),
    conflicts: conflictsOf(content, it),
    analyses: analysesOf(content, it),
    steps: stepsOf(content, it),
    photos: photosOf(content, it, pictures),
    signatures,
    proof: proofOf(content, seal, it),
  }
  return { data, files }
}

export function writtenIn(locale: string, timeZone: string): Written {
  const short = { dateStyle: 'short', timeStyle: 'short', timeZone } as const
  const moments = new Intl.DateTimeFormat(locale, short)
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 6 })
  return {
    say: words(locale),
    number: (value) => numbers.format(value),
    moment: (at) => moments.format(new Date(at)),
  }
}

function factsOf({ execution }: ReportContent, { say, moment }: Written) {
  const none = say('reports.paper.none')
  const { site, equipment, technician, version, startedAt, completedAt, workingMs } = execution
  const minutes = Math.round(workingMs / 60_000)
  return [
    [say('reports.paper.site'), site ?? none],
    [say('reports.paper.procedure'), say('reports.paper.version', { version })],
    [
      say('reports.paper.equipment'),
      equipment?.serial ? say('reports.paper.serial', equipment) : (equipment?.name ?? none),
    ],
    [say('reports.paper.started'), startedAt ? moment(startedAt) : none],
    [say('reports.paper.technician'), technician],
    [say('reports.paper.completed'), completedAt ? moment(completedAt) : none],
    [
      say('reports.paper.worked'),
      say('reports.paper.duration', { hours: Math.floor(minutes / 60), minutes: minutes % 60 }),
    ],
  ]
}

function noticesOf({ standings, clocks, follows }: ReportContent, { say }: Written) {
  const wrong = standings.filter((it) => it.state === 'nonconform').length
  const outcome = wrong
    ? { tone: 'bad', text: say('reports.paper.some-wrong', { count: wrong }) }
    : { tone: 'good', text: say('reports.paper.all-fine', { count: standings.length }) }
  const drift = Math.max(0, ...clocks.map((it) => Math.abs(it.driftMs)))
  const minutes = Math.round(drift / 60_000)
  return [
    outcome,
    ...(drift > 0 ? [{ tone: 'warn', text: say('reports.paper.clocks', { minutes }) }] : []),
    ...(follows ? [{ tone: 'info', text: say('reports.paper.follows', follows) }] : []),
  ]
}

const headings = ({ say }: Written) => ({
  summary: say('reports.paper.summary'),
  amendments: say('reports.paper.amendments'),
  before: say('reports.paper.before'),
  after: say('reports.paper.after'),
  conflicts: say('reports.paper.conflicts'),
  analyses: say('reports.paper.analyses'),
  steps: say('reports.paper.steps'),
  columns: [
    say('reports.paper.col-number'),
    say('reports.paper.col-step'),
    say('reports.paper.col-answer'),
    say('reports.paper.col-state'),
  ],
  gate: say('reports.paper.gate'),
  photos: say('reports.paper.photographs'),
  away: say('reports.paper.photo-away'),
  signatures: say('reports.paper.signatures'),
  proof: say('reports.paper.proof'),
})

/** When the technician said so last, by a clock that was put right. */
function settledAt(events: readonly KeptEvent[], stepKey: string): Date | undefined {
  const last = events
    .filter(
      ({ what, refusal }) => refusal === null && 'stepKey' in what && what.stepKey === stepKey,
    )
    .map((it) => trueMoment(it.deviceAt, it.driftMs ?? 0, new Date(it.receivedAt)))
    .toSorted((a, b) => a.getTime() - b.getTime())
  return last.at(-1)
}

function stepsOf({ steps, standings, events }: ReportContent, it: Written) {
  const { say, moment } = it
  return steps.map((step, i) => {
    const standing = standings.find(({ stepKey }) => stepKey === step.key)!
    const { state, comment, skippedFor, photos } = standing
    const at = settledAt(events, step.key)
    const settled = state === 'done' || state === 'nonconform' || state === 'skipped'
    const notes = [
      ...(comment ? [say('reports.paper.comment', { text: comment })] : []),
      ...(skippedFor ? [say('reports.paper.skipped-for', { reason: skippedFor })] : []),
      ...photos.flatMap(({ removedFor }) =>
        removedFor === null ? [] : [say('reports.paper.photo-gone', { reason: removedFor })],
      ),
    ]
    return {
      number: String(i + 1),
      title: step.title,
      isGate: step.isGate,
      answer: answerOf(it, step, standing),
      notes,
      at: at ? say('reports.paper.at', { at: moment(at) }) : '',
      tone: settled ? tones[state] : 'warn',
      state: settled ? say(`reports.paper.state.${state}`) : say('reports.paper.state.open'),
    }
  })
}

function photosOf({ photos, steps }: ReportContent, { say }: Written, here: ReadonlySet<string>) {
  return photos
    .filter((it) => it.removedFor === null)
    .map(({ photoId, stepKey }, i) => {
      const place = steps.findIndex((it) => it.key === stepKey)
      const [number, step] = [i + 1, place + 1]
      const title = steps[place]?.title ?? ''
      return {
        src: here.has(photoId) ? pictureName(photoId) : '',
        caption: say('reports.paper.photo', { number, step }),
        title,
        alt: say('reports.paper.photo-alt', { number, step, title }),
      }
    })
}

function signaturesOf({ steps, standings, events }: ReportContent, { say, moment }: Written) {
  const files: Record<string, Uint8Array> = {}
  const shown = standings.flatMap(({ stepKey, answer }, i) => {
    if (answer?.kind !== 'signature') return []
    const src = `signature-${i}.svg`
    files[src] = signatureSvg(answer)
    const { validation } = steps.find((it) => it.key === stepKey) ?? {}
    const at = settledAt(events, stepKey)
    return [
      {
        src,
        role: validation?.kind === 'signature' ? validation.signer : '',
        name: answer.name,
        at: at ? moment(at) : '',
        alt: say('reports.paper.signature-alt', { name: answer.name }),
      },
    ]
  })
  return { shown, files }
}

function amendmentsOf({ amendments, steps }: ReportContent, it: Written) {
  const { say, moment } = it
  return amendments.map(({ by, at, reason, changes }) => ({
    head: say('reports.paper.amended', { by, at: moment(at), reason }),
    changes: changes.map(({ stepKey, before, after }) => {
      const place = steps.findIndex((step) => step.key === stepKey)
      const step = steps[place]
      const side = ({ answer, comment }: typeof before) => {
        const standing = { answer, timerMs: null, photos: [] } as never
        return [step ? answerOf(it, step, standing) : '', comment].filter(Boolean).join('\n')
      }
      const title = step?.title ?? stepKey
      return { step: `${place + 1}. ${title}`, before: side(before), after: side(after) }
    }),
  }))
}

const conflictsOf = ({ conflicts, steps }: ReportContent, { say, moment }: Written) =>
  conflicts.flatMap(({ stepKey, resolvedBy, resolvedAt }) =>
    resolvedBy && resolvedAt
      ? [
          say('reports.paper.conflict', {
            step: steps.find((it) => it.key === stepKey)?.title ?? stepKey,
            by: resolvedBy,
            at: moment(resolvedAt),
          }),
        ]
      : [],
  )

const analysesOf = ({ analyses, steps }: ReportContent, { say, moment }: Written) =>
  analyses.map(({ stepKey, findings, decidedBy, decidedAt }) => {
    const place = steps.findIndex((it) => it.key === stepKey)
    const seen = [findings.equipment, ...findings.defects.map((it) => it.text)].join(', ')
    return {
      head: say('reports.paper.analysis', { by: decidedBy, at: moment(decidedAt) }),
      seen: place < 0 ? seen : `${place + 1}. ${steps[place]!.title} : ${seen}`,
    }
  })

function proofOf(
  { certificates }: ReportContent,
  { digest, key }: SealedReport['seal'],
  { say, moment }: Written,
) {
  return {
    text: say('reports.paper.proof-text'),
    rows: [
      [say('reports.paper.digest'), digest],
      [say('reports.paper.key'), fingerprint(key)],
      ...certificates.map(({ deviceId, events, digest, issuedAt }) => [
        say('reports.paper.device', { device: deviceId.slice(0, 8) }),
        `${say('reports.paper.certificate', { count: events, at: moment(issuedAt) })}\n${digest}`,
      ]),
    ],
  }
}
