/** The words of procedures: what is read on site, its versions, who writes and who publishes them. */
import * as z from 'zod/mini'
import { Unusable } from '#core/files/using/contract.ts'
import { endpoint, event, NotFound, Ordinal, problem, WrongState } from '#kernel/contract.ts'
import { pageOf, paging } from '#kernel/paging.ts'
import { HOUR, Instant } from '#kernel/time.ts'
import { MOST_STEPS, Step, StepKey } from '../steps/contract.ts'

/** What pictures and files of steps are brought for. */
export const STEP_FILE = 'maintenance.step'
export const MOST_FILE_BYTES = 25_000_000
export const MOST_LABELS = 20

const Words = (max: number) => z.string().check(z.trim(), z.maxLength(max))
const Said = (max: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(max))
const Name = Said(80)
const Labels = z.array(Name).check(z.maxLength(MOST_LABELS))
// Not `id`: in an input that is the client-made id of the write itself.
const OneProcedure = z.object({ procedureId: z.uuid() })
const OneVersion = z.object({ versionId: z.uuid() })
/** A member who may have been forgotten. */
const Author = z.nullable(z.object({ id: z.uuid(), name: z.string() }))

export const ProcedureState = z.enum(['active', 'archived'])
export const VersionState = z.enum(['draft', 'in_review', 'published', 'superseded', 'retracted'])
export type VersionState = z.output<typeof VersionState>

// ── problems ────────────────────────────────────────────────────────────────────────────────────

/** Somebody saved since: `revision` is where it stands now. */
export const DraftChanged = problem<{ revision: number; by: string | null }>(
  'procedures/draft-changed',
  409,
)
/** Another version is being written already. */
export const AlreadyOpen = problem<{ number: number }>('procedures/already-open', 409)
/** What a version lacks before it can be published: see `readiness` in rules.ts. */
export const NotReady = problem<{ faults: readonly Fault[] }>('procedures/not-ready', 422)
/** The house wants four eyes, and these two are the author's. */
export const FourEyes = problem('procedures/four-eyes', 409)
/** It was published or carried out: it is archived, never deleted. */
export const InUse = problem('procedures/in-use', 409)
/** An archived procedure is brought back before it is written on. */
export const Archived = problem('procedures/archived', 409)
/** Two steps with one key. */
export const KeyTwice = problem<{ key: string }>('procedures/key-twice', 422)

/** What is wrong, and in which step; no step: the whole. */
export const Fault = z.object({
  code: z.enum([
    'no-steps',
    'unit-missing',
    'bounds-crossed',
    'photos-crossed',
    'items-doubled',
    'gate-skippable',
  ]),
  key: z.nullable(StepKey),
  place: z.nullable(Ordinal),
})
export type Fault = z.output<typeof Fault>

// ── procedures ──────────────────────────────────────────────────────────────────────────────────

export const Procedure = z.object({
  id: z.uuid(),
  title: z.string(),
  description: z.string(),
  category: z.string(),
  tags: z.array(z.string()),
  equipment: z.array(z.string()),
  state: ProcedureState,
  /** How many steps the version has that this line is about; the steps are with the version. */
  stepCount: z.int(),
  published: z.nullable(z.object({ id: z.uuid(), number: z.int() })),
  /** The version in work, for who writes or reviews. */
  open: z.nullable(z.object({ id: z.uuid(), number: z.int(), state: VersionState })),
  author: Author,
  changedAt: Instant,
})
export type Procedure = z.output<typeof Procedure>

const Search = z.string().check(z.trim(), z.maxLength(200))

/** What may be carried out; authors and reviewers also see what is in work and what is archived. */
export const listProcedures = endpoint('GET /procedures', {
  may: 'procedures.read',
  input: z.object({
    /** Words in any of three languages, with slips of the pen; the best come first, on one page. */
    search: z.optional(Search),
    category: z.optional(Name),
    tag: z.optional(Name),
    equipment: z.optional(Name),
    view: z._default(z.enum(['published', 'work', 'review', 'archived']), 'published'),
    sort: z._default(z.enum(['title', 'newest']), 'title'),
    ...paging,
  }),
  reply: z.extend(pageOf(Procedure), {
    /** How many there are, said with the first page. */
    total: z.nullable(z.int()),
  }),
})

const Facet = z.object({ name: z.string(), count: z.int() })
/** Categories, tags and kinds of equipment that are in use, the most frequent first. */
export const listFacets = endpoint('GET /procedures/facets', {
  may: 'procedures.read',
  input: z.object({}),
  reply: z.object({
    categories: z.array(Facet),
    tags: z.array(Facet),
    equipment: z.array(Facet),
  }),
})

/** A version in the history of its procedure. */
export const VersionLine = z.object({
  id: z.uuid(),
  number: z.int(),
  state: VersionState,
  title: z.string(),
  note: z.string(),
  stepCount: z.int(),
  author: Author,
  reviewer: Author,
  comment: z.string(),
  createdAt: Instant,
  publishedAt: z.nullable(Instant),
})
export type VersionLine = z.output<typeof VersionLine>

const ProcedureMove = z.enum(['archive', 'reopen', 'delete', 'duplicate', 'begin'])
export const ProcedureSheet = z.extend(Procedure, {
  versions: z.array(VersionLine),
  moves: z.array(ProcedureMove),
})
export type ProcedureSheet = z.output<typeof ProcedureSheet>

export const readProcedure = endpoint('GET /procedures/{procedureId}', {
  may: 'procedures.read',
  input: OneProcedure,
  reply: ProcedureSheet,
  problems: [NotFound],
})

/** What is written in a version. */
export const Content = z.object({
  title: Said(200),
  description: z._default(Words(5000), ''),
  category: z._default(Words(80), ''),
  tags: z._default(Labels, []),
  equipment: z._default(Labels, []),
  /** What has changed, for who reviews and for who carries it out. */
  note: z._default(Words(1000), ''),
  steps: z._default(z.array(Step).check(z.maxLength(MOST_STEPS)), []),
})
export type Content = z.output<typeof Content>

const Both = z.object({ procedureId: z.uuid(), versionId: z.uuid() })
const writes = { may: 'procedures.write', rate: { max: 600, windowMs: HOUR } } as const

/** A procedure with its first draft. */
export const createProcedure = endpoint('POST /procedures', {
  ...writes,
  input: z.extend(Content, { id: z.optional(z.uuid()) }),
  reply: Both,
  status: 201,
  problems: [KeyTwice, Unusable],
})
/** A new procedure that begins as what this one says now. */
export const duplicateProcedure = endpoint('POST /procedures/{procedureId}/duplicate', {
  ...writes,
  input: z.object({ procedureId: z.uuid(), title: Said(200) }),
  reply: Both,
  status: 201,
  problems: [NotFound],
})
/** The next draft: what was published last, to be written on. */
export const beginVersion = endpoint('POST /procedures/{procedureId}/versions', {
  ...writes,
  input: OneProcedure,
  reply: Both,
  status: 201,
  problems: [NotFound, AlreadyOpen, Archived],
})
/** Nobody begins it any more; who is carrying it out goes on. */
export const archiveProcedure = endpoint('POST /procedures/{procedureId}/archive', {
  may: 'procedures.review',
  input: OneProcedure,
  reply: ProcedureSheet,
  problems: [NotFound, WrongState],
})
export const reopenProcedure = endpoint('POST /procedures/{procedureId}/reopen', {
  may: 'procedures.review',
  input: OneProcedure,
  reply: ProcedureSheet,
  problems: [NotFound, WrongState],
})
/** Only what was never published and never carried out. */
export const deleteProcedure = endpoint('DELETE /procedures/{procedureId}', {
  may: 'procedures.write',
  input: OneProcedure,
  reply: z.object({ done: z.literal(true) }),
  problems: [NotFound, InUse],
})

// ── versions ────────────────────────────────────────────────────────────────────────────────────

export const StepFile = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.string(),
  type: z.string(),
  bytes: z.int(),
})
export type StepFile = z.output<typeof StepFile>

const VersionMove = z.enum(['submit', 'takeBack', 'sendBack', 'publish', 'retract', 'discard'])
export const Version = z.extend(VersionLine, {
  procedureId: z.uuid(),
  description: z.string(),
  category: z.string(),
  tags: z.array(z.string()),
  equipment: z.array(z.string()),
  revision: z.int(),
  sourceName: z.string(),
  steps: z.array(Step),
  files: z.array(StepFile),
  /** What is missing before it may be published. */
  faults: z.array(Fault),
  /** What the reader may do with it now. */
  moves: z.array(VersionMove),
  isWritable: z.boolean(),
  changedAt: Instant,
})
export type Version = z.output<typeof Version>

export const readVersion = endpoint('GET /procedures/versions/{versionId}', {
  may: 'procedures.read',
  input: OneVersion,
  reply: Version,
  problems: [NotFound],
})
/** The whole draft in place of the one that had this `revision`. */
export const saveDraft = endpoint('PUT /procedures/versions/{versionId}', {
  may: 'procedures.write',
  input: z.extend(Content, { versionId: z.uuid(), revision: Ordinal }),
  reply: z.object({ revision: z.int(), files: z.array(StepFile), faults: z.array(Fault) }),
  problems: [NotFound, WrongState, Archived, DraftChanged, KeyTwice, Unusable],
  rate: { max: 6000, windowMs: HOUR },
})
/** Gives a draft up; the procedure stays where something of it was published. */
export const discardDraft = endpoint('DELETE /procedures/versions/{versionId}', {
  may: 'procedures.write',
  input: OneVersion,
  reply: z.object({ done: z.literal(true) }),
  problems: [NotFound, WrongState],
})

const byAuthor = {
  may: 'procedures.write',
  input: OneVersion,
  reply: Version,
  problems: [NotFound, WrongState],
}
/** To be read by somebody who may publish it. */
export const submitVersion = endpoint('POST /procedures/versions/{versionId}/submit', {
  ...byAuthor,
  problems: [NotFound, WrongState, NotReady],
})
export const takeBackVersion = endpoint('POST /procedures/versions/{versionId}/take-back', byAuthor)
const byReviewer = {
  may: 'procedures.review',
  reply: Version,
  problems: [NotFound, WrongState],
}
export const sendBackVersion = endpoint('POST /procedures/versions/{versionId}/send-back', {
  ...byReviewer,
  input: z.object({ versionId: z.uuid(), comment: Said(2000) }),
})
/** From now on this version is the one that is carried out; the one before is superseded. */
export const publishVersion = endpoint('POST /procedures/versions/{versionId}/publish', {
  ...byReviewer,
  input: OneVersion,
  problems: [NotFound, WrongState, NotReady, FourEyes, Archived],
})
/** Dangerous or wrong: nobody begins it any more. */
export const retractVersion = endpoint('POST /procedures/versions/{versionId}/retract', {
  ...byReviewer,
  input: z.object({ versionId: z.uuid(), reason: Said(2000) }),
})

const WordChange = z.object({
  change: z.enum(['same', 'added', 'removed']),
  text: z.string(),
})
const FieldChange = z.object({
  /** A field of a version or of a step; one that is no text has its values as text. */
  field: z.string().check(z.maxLength(40)),
  words: z.array(WordChange),
})
export const StepChange = z.object({
  change: z.enum(['added', 'removed', 'changed', 'moved', 'same']),
  key: StepKey,
  title: z.string(),
  /** Counted from one; null where it is not there. */
  from: z.nullable(z.int()),
  to: z.nullable(z.int()),
  isCritical: z.boolean(),
  fields: z.array(FieldChange),
})
export type StepChange = z.output<typeof StepChange>
export const Comparison = z.object({
  from: z.object({ id: z.uuid(), number: z.int() }),
  to: z.object({ id: z.uuid(), number: z.int() }),
  fields: z.array(FieldChange),
  steps: z.array(StepChange),
})
export type Comparison = z.output<typeof Comparison>
export type FieldChange = z.output<typeof FieldChange>

/** What differs from an earlier version of the same procedure; without `from`, from the one published before. */
export const compareVersions = endpoint('GET /procedures/versions/{versionId}/comparison', {
  may: 'procedures.read',
  input: z.object({ versionId: z.uuid(), from: z.optional(z.uuid()) }),
  reply: Comparison,
  problems: [NotFound],
})
/** A picture or file of a step, for ten minutes, for who may read the version. */
export const linkStepFile = endpoint('POST /procedures/versions/{versionId}/files/{fileId}/links', {
  may: 'procedures.read',
  input: z.object({
    versionId: z.uuid(),
    fileId: z.uuid(),
    variant: z._default(z.enum(['original', 'small', 'medium', 'large']), 'original'),
  }),
  reply: z.object({ url: z.string(), expiresAt: Instant }),
  problems: [NotFound],
  rate: { max: 6000, windowMs: HOUR },
  evenClosed: true,
})

// ── settings ────────────────────────────────────────────────────────────────────────────────────

export const Settings = z.object({
  /** Nobody publishes what they wrote last. */
  needsFourEyes: z.boolean(),
  /** What becomes of executions of a version that is retracted: they are warned, or stopped. */
  onRetract: z.enum(['warn', 'block']),
})
export type Settings = z.output<typeof Settings>
export const readProcedureSettings = endpoint('GET /procedures/settings', {
  may: 'procedures.review',
  input: z.object({}),
  reply: Settings,
})
export const changeProcedureSettings = endpoint('PUT /procedures/settings', {
  may: 'procedures.review',
  input: Settings,
  reply: Settings,
})

// ── events ──────────────────────────────────────────────────────────────────────────────────────

const VersionFacts = z.object({
  procedureId: z.uuid(),
  versionId: z.uuid(),
  number: z.int(),
  title: z.string(),
  actorId: z.string(),
  authorId: z.nullable(z.uuid()),
})
export type VersionFacts = z.output<typeof VersionFacts>
export const versionSubmitted = event('procedures/submitted', VersionFacts)
export const versionSentBack = event('procedures/sent-back', VersionFacts)
export const versionPublished = event('procedures/published', VersionFacts)
export const versionRetracted = event('procedures/retracted', VersionFacts)
