/** What the JSON of a report holds: everything that was said on site, as it came, and what seals it. */
import * as z from 'zod/mini'
import { Ordinal } from '#kernel/contract.ts'
import {
  Certificate,
  KeptEvent,
  Resolution,
  Sha256,
  StepStanding,
} from '../../executions/contract.ts'
import { Amendment, Conflict } from '../../executions/office/contract.ts'
import { Findings } from '../../advice/contract.ts'
import { Step } from '../../steps/contract.ts'

export const FORMAT = 'socle.report'
export const EDITION = 1

const Moment = z.iso.datetime()
const Maybe = z.nullable(z.string())

export const ReportContent = z.object({
  format: z.literal(FORMAT),
  edition: z.literal(EDITION),
  reportId: z.uuid(),
  /** 1, and one more with every amendment. */
  number: Ordinal,
  madeAt: Moment,
  house: z.object({ id: z.uuid(), name: z.string(), timeZone: z.string() }),
  execution: z.object({
    id: z.uuid(),
    state: z.string(),
    procedureId: z.uuid(),
    versionId: z.uuid(),
    version: Ordinal,
    title: z.string(),
    technician: z.string(),
    site: Maybe,
    equipment: z.nullable(z.object({ name: z.string(), serial: z.string() })),
    startedAt: z.nullable(Moment),
    completedAt: z.nullable(Moment),
    workingMs: z.int(),
    intervals: z.array(
      z.object({ by: z.string(), startedAt: Moment, endedAt: z.nullable(Moment) }),
    ),
  }),
  /** Of the version that was followed, whatever became of it since. */
  steps: z.array(Step),
  /** What the events come to, step by step. */
  standings: z.array(StepStanding),
  /** Of all devices, in the order of their arrival; refused ones too, with the reason. */
  events: z.array(KeptEvent),
  conflicts: z.array(Conflict),
  resolutions: z.array(Resolution),
  amendments: z.array(Amendment),
  photos: z.array(
    z.object({
      photoId: z.uuid(),
      stepKey: z.string(),
      name: z.string(),
      bytes: z.int(),
      sha256: Sha256,
      /** Why it was taken back; null while it counts. */
      removedFor: Maybe,
      /** Its bytes were on the server when the report was made. */
      isHere: z.boolean(),
    }),
  ),
  /** What a model proposed about photos and a person confirmed or corrected; nothing else of a model is here. */
  analyses: z.array(
    z.object({
      id: z.uuid(),
      stepKey: Maybe,
      decision: z.enum(['accepted', 'corrected']),
      findings: Findings,
      decidedBy: z.string(),
      decidedAt: Moment,
    }),
  ),
  /** Devices whose clock was more than five minutes wrong, in milliseconds. */
  clocks: z.array(z.object({ deviceId: z.uuid(), driftMs: z.int() })),
  /** What the server has of each device: equal to what the device had itself when it forgot. */
  certificates: z.array(Certificate),
  /** The report that this one corrects. */
  follows: z.nullable(z.object({ number: Ordinal, digest: Sha256 })),
})
export type ReportContent = z.output<typeof ReportContent>

export const Seal = z.object({
  /** SHA-256 of the content in canonical text. */
  digest: Sha256,
  /** Ed25519, over the digest; key and signature in base64url, the key as SPKI. */
  key: z.string().check(z.maxLength(200)),
  signature: z.string().check(z.maxLength(200)),
})
export type Seal = z.output<typeof Seal>

export const SealedReport = z.object({ content: ReportContent, seal: Seal })
export type SealedReport = z.output<typeof SealedReport>

/** What a check found: fine, or not, with what it is about. */
export type Finding = {
  what:
    | 'form'
    | 'seal'
    | 'signature'
    | 'key'
    | 'chain'
    | 'certificate'
    | 'photo-list'
    | 'photo'
    | 'photo-missing'
  isFine: boolean
  /** In one sentence, for whoever checks. */
  says: string
}
