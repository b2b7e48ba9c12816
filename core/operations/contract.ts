/** The words of running an installation: jobs that gave up, and a second life for them. Administrators only. */
import * as z from 'zod/mini'
import { SetupCodeWrong } from '#core/identity/contract.ts'
import { endpoint, NotFound, port } from '#kernel/contract.ts'
import { Instant } from '#kernel/time.ts'

export const DeadJob = z.object({
  id: z.uuid(),
  name: z.string(),
  /** The workspace it belongs to; null for the installation itself. Its content is not shown. */
  workspace: z.nullable(z.string()),
  attempts: z.int(),
  /** What the last attempt said. */
  error: z.string(),
  createdAt: Instant,
  finishedAt: z.nullable(Instant),
})
export type DeadJob = z.output<typeof DeadJob>

export const Queue = z.object({
  ready: z.int(),
  running: z.int(),
  dead: z.int(),
  /** How long the oldest due job has been waiting, in milliseconds. */
  oldestMs: z.int(),
})

const admin = { scope: 'installation', may: 'admin' } as const
const OneJob = z.object({ id: z.uuid() })
const Done = z.object({ done: z.literal(true) })

export const listDeadJobs = endpoint('GET /installation/jobs', {
  ...admin,
  input: z.object({}),
  reply: z.object({ queue: Queue, items: z.array(DeadJob) }),
})
/** Gives a dead letter its attempts again. */
export const retryJob = endpoint('POST /installation/jobs/{id}/retry', {
  ...admin,
  input: OneJob,
  reply: Done,
})
/** Gives it up for good. */
export const discardJob = endpoint('POST /installation/jobs/{id}/discard', {
  ...admin,
  input: OneJob,
  reply: Done,
})

type Letter = {
  id: string
  name: string
  workspaceId: string | null
  attempts: number
  error: string | null
  createdAt: Date
  finishedAt: Date | null
}
/** The queue of this installation, as its administrator touches it. */
export type QueueDesk = {
  counts(): Promise<z.output<typeof Queue>>
  dead(): Promise<Letter[]>
  retry(id: string): Promise<boolean>
  discard(id: string): Promise<boolean>
}
export const queueDesk = port<QueueDesk>('queue-desk')

/** Only while there is no account: fills the installation with a school where people know each other. */
export const loadDemonstration = endpoint('POST /setup/demonstration', {
  secret: true,
  scope: 'installation',
  may: 'anyone',
  input: z.object({ setupCode: z.optional(z.string().check(z.maxLength(20))) }),
  /** Who may log in now. */
  reply: z.object({ email: z.string(), password: z.string() }),
  problems: [NotFound, SetupCodeWrong],
  rate: { max: 5, windowMs: 60_000 },
})

/** Writes tonight's backup; null where no folder for them is configured. */
export type Archivist = { nightly: (() => Promise<void>) | null }
export const archivist = port<Archivist>('archivist')

/** Tells the demonstration's story; null in production, where there is none. */
export type Storyteller = { tell: (() => Promise<{ email: string; password: string }>) | null }
export const storyteller = port<Storyteller>('storyteller')
