/** The words of files: bringing one in pieces, what became of it, a link to it, what outside keeps and looks at it. */
import * as z from 'zod/mini'
import { endpoint, download, event, piece, port, problem, TooLarge } from '#kernel/contract.ts'
import { HOUR, Instant, MINUTE } from '#kernel/time.ts'

/** A link to a private file. */
export const LINK_MS = 10 * MINUTE
/** What nobody uses, or nobody finished, is removed after this time. */
export const ORPHAN_MS = 48 * HOUR

export const FileState = z.enum(['uploading', 'scanning', 'ready', 'quarantined', 'deleted'])
export const FileKind = z.enum(['document', 'image', 'audio', 'video', 'archive', 'other'])

export const StoredFile = z.object({
  id: z.uuid(),
  name: z.string(),
  purpose: z.string(),
  state: FileState,
  kind: FileKind,
  /** By its content; empty until it is known. */
  type: z.string(),
  bytes: z.int(),
  /** How many of them are here. */
  offset: z.int(),
  createdAt: Instant,
})
export type StoredFile = z.output<typeof StoredFile>

// ── problems ────────────────────────────────────────────────────────────────────────────────────

export const UnknownPurpose = problem('files/unknown-purpose', 422)
/** The piece begins elsewhere than where the file ends here: `offset` says where to go on. */
export const WrongOffset = problem<{ offset: number }>('files/wrong-offset', 409)
/** Not all of it is here yet. */
export const Incomplete = problem<{ offset: number }>('files/incomplete', 409)
/** What it is, by its content, does not serve this purpose. */
export const TypeRefused = problem('files/type-refused', 422)
/** A photo of an iPhone in its own format, which browsers do not show. */
export const HeicRefused = problem('files/heic-refused', 422)
/** A drawing that can run scripts. */
export const SvgRefused = problem('files/svg-refused', 422)
export const MacrosRefused = problem('files/macros-refused', 422)
/** An archive that unpacks to too much, names files outside of itself, or cannot be looked into. */
export const ArchiveRefused = problem('files/archive-refused', 422)
/** More pixels than anybody needs, or a picture that cannot be read. */
export const ImageRefused = problem('files/image-refused', 422)
export const Infected = problem('files/infected', 422)
/** Kept back until it could be looked at for viruses. */
export const Quarantined = problem('files/quarantined', 409)
export const LinkExpired = problem('files/link-expired', 410)

/** What a file is sent away for, for good. */
export const refusals = [
  TypeRefused,
  HeicRefused,
  SvgRefused,
  MacrosRefused,
  ArchiveRefused,
  ImageRefused,
  Infected,
]

// ── bringing a file: begin, pieces, finish ──────────────────────────────────────────────────────

const Beginning = z.object({
  id: z.optional(z.uuid()),
  purpose: z.string().check(z.maxLength(60)),
  name: z.string().check(z.minLength(1), z.maxLength(255)),
  bytes: z.int().check(z.minimum(1)),
})
const Which = z.object({ fileId: z.uuid() })
const Piece = z.object({ fileId: z.uuid(), offset: z.int().check(z.minimum(0)) })
const Offset = z.object({ offset: z.int() })
const Done = z.object({ done: z.literal(true) })

const manyFiles = { max: 600, windowMs: HOUR }
const manyPieces = { max: 20_000, windowMs: HOUR }
const begins = { input: Beginning, reply: StoredFile, problems: [UnknownPurpose, TooLarge] }
const continues = { input: Piece, reply: Offset, problems: [WrongOffset, TooLarge] }
const ends = { input: Which, reply: StoredFile, problems: [Incomplete, ...refusals] }
const ofAccount = { scope: 'installation', may: 'account' } as const
const bringing = { may: 'files.upload' } as const

export const beginUpload = endpoint('POST /files', {
  ...bringing,
  ...begins,
  status: 201,
  rate: manyFiles,
})
/** Where the file ends here, and what became of it. */
export const readFile = endpoint('GET /files/{fileId}', {
  may: 'files.read',
  input: Which,
  reply: StoredFile,
})
/** Any number of bytes from `offset` on; what arrived before a cut stays. */
export const sendPiece = piece('PATCH /files/{fileId}', {
  ...bringing,
  ...continues,
  rate: manyPieces,
})
export const finishUpload = endpoint('POST /files/{fileId}/finish', { ...bringing, ...ends })
/** Gives an upload up, or removes a file that nothing uses. */
export const removeFile = endpoint('DELETE /files/{fileId}', {
  may: 'files.upload',
  input: Which,
  reply: Done,
})

export const beginOwnUpload = endpoint('POST /account/files', {
  ...ofAccount,
  ...begins,
  status: 201,
  rate: { max: 60, windowMs: HOUR },
})
export const readOwnFile = endpoint('GET /account/files/{fileId}', {
  ...ofAccount,
  input: Which,
  reply: StoredFile,
})
export const sendOwnPiece = piece('PATCH /account/files/{fileId}', {
  ...ofAccount,
  ...continues,
  rate: manyPieces,
})
export const finishOwnUpload = endpoint('POST /account/files/{fileId}/finish', {
  ...ofAccount,
  ...ends,
})
export const removeOwnFile = endpoint('DELETE /account/files/{fileId}', {
  ...ofAccount,
  input: Which,
  reply: Done,
})

// ── looking at a file ───────────────────────────────────────────────────────────────────────────

/** `original`, or one of the pictures made of an image. */
export const Variant = z.enum(['original', 'small', 'medium', 'large', 'square', 'logo'])
export type Variant = z.output<typeof Variant>

/** For ten minutes, for who asked and nobody else. */
export const linkFile = endpoint('POST /files/{fileId}/links', {
  may: 'files.read',
  input: z.object({ fileId: z.uuid(), variant: z._default(Variant, 'original') }),
  reply: z.object({ url: z.string(), expiresAt: Instant }),
  problems: [Quarantined],
  rate: { max: 2000, windowMs: HOUR },
  evenClosed: true,
})
export const readContent = download('GET /files/{fileId}/content', {
  may: 'files.read',
  input: z.object({
    fileId: z.uuid(),
    variant: z._default(Variant, 'original'),
    /** Milliseconds since 1970. */
    until: z.int(),
    signature: z.string().check(z.maxLength(100)),
  }),
  reply: z.unknown(),
  problems: [LinkExpired],
})
/** Who was given a link to a file of one's own. */
export const listFileLinks = endpoint('GET /files/{fileId}/links', {
  may: 'files.read',
  input: Which,
  reply: z.object({
    items: z.array(
      z.object({ memberId: z.uuid(), variant: z.string(), createdAt: Instant, expiresAt: Instant }),
    ),
  }),
})

const Key = z.string().check(z.regex(/^[\w-]{43}$/))
/** A picture that was published by an act of its own: who has its address may see it. */
export const readPublished = download('GET /files/published/{key}', {
  may: 'anyone',
  input: z.object({ key: Key }),
  reply: z.unknown(),
})
/** The same for pictures of accounts: who is signed in. */
export const readPicture = download('GET /pictures/{key}', {
  ...ofAccount,
  input: z.object({ key: Key }),
  reply: z.unknown(),
})

// ── events ──────────────────────────────────────────────────────────────────────────────────────

const Kept = z.object({ fileId: z.uuid() })
export const fileAccepted = event('files/accepted', Kept)
export const fileHeld = event('files/held', Kept)

// ── outside ─────────────────────────────────────────────────────────────────────────────────────

export type StoredObject = { key: string; bytes: number; changedAt: Date }

/** Keeps bytes under names made of `a-z0-9-_./`; what is there is there whole. */
export type Storage = {
  /** `size` bytes exactly, or nothing; a name that is taken gets the new bytes. */
  put(key: string, bytes: AsyncIterable<Uint8Array>, size: number): Promise<void>
  /** From `start` to `end`, both included; throws `ObjectMissing`. */
  read(key: string, range?: { start: number; end: number }): AsyncIterable<Uint8Array>
  /** Null: it is not there. */
  size(key: string): Promise<number | null>
  /** Safe to repeat. */
  remove(key: string): Promise<void>
  list(prefix: string): AsyncIterable<StoredObject>
  /** Removes what a crash left of writing, when it is older. */
  sweep(before: Date): Promise<void>
}
export const storage = port<Storage>('storage')

export class ObjectMissing extends Error {
  constructor(key: string) {
    super(`${key} is not in the storage`)
  }
}

/** Looks for viruses; throws when it cannot say. */
export type Scanner = { scan(bytes: AsyncIterable<Uint8Array>): Promise<{ virus: string | null }> }
/** Null: nobody looks. */
export const scanner = port<Scanner | null>('scanner')

/** Sign links; the first signs, all verify. */
export const linkKeys = port<readonly Uint8Array[]>('link-keys')
