import { type DatabaseOf, type RowOf, t, table } from '#kernel/data/column.ts'

/** The same in each workspace, and in the registry for the files of accounts. */
export const fileTables = {
  /** One per file that somebody brought, whatever became of it. */
  files: table(
    {
      id: t.uuid().primary(),
      purpose: t.string(60),
      name: t.string(255),
      /** Who brought it: the member here, the account in the registry. */
      ownerId: t.uuid(),
      accountId: t.uuid().index(),
      state: t.oneOf('uploading', 'scanning', 'ready', 'quarantined', 'deleted'),
      kind: t.oneOf('document', 'image', 'audio', 'video', 'archive', 'other'),
      type: t.string(100),
      bytes: t.int64(),
      /** How many have arrived. */
      received: t.int64(),
      /** Of its content, which a blob keeps; null until all of it was seen. */
      sha256: t.string(64).nullable().index(),
      /** What uses it, in the words of the part that does; null is an orphan. */
      usedBy: t.string(100).nullable(),
      /** Why it was refused: the code of a problem. */
      fault: t.string(60).nullable(),
      createdAt: t.instant(),
      changedAt: t.instant(),
      /** The day its purpose lets it go. */
      keptUntil: t.instant().nullable(),
    },
    {
      indexes: [['state', 'changedAt']],
      checks: { whole: 'received >= 0 and received <= bytes' },
    },
  ),
  /** What has arrived of a file that is not complete. Each is an object of the storage. */
  filePieces: table(
    {
      fileId: t.uuid().references('files', 'cascade'),
      start: t.int64(),
      bytes: t.int64(),
      key: t.string(200),
    },
    { primary: ['fileId', 'start'] },
  ),
  /** The same bytes are kept once. There while a file has them. */
  fileBlobs: table({
    sha256: t.string(64).primary(),
    bytes: t.int64(),
    /** Of the object in the storage. Never used twice: a removal that comes late hits nothing new. */
    key: t.string(200).unique(),
    createdAt: t.instant(),
  }),
  /** Pictures made of an image, without what its camera wrote into it. */
  fileVariants: table(
    {
      sha256: t.string(64).references('fileBlobs.sha256', 'cascade'),
      name: t.string(20),
      key: t.string(200),
      bytes: t.int64(),
      type: t.string(100),
      width: t.int(),
      height: t.int(),
    },
    { primary: ['sha256', 'name'] },
  ),
  /** Objects that no row names any more, removed a day later: a backup under way may still read them. */
  fileLeftovers: table({ key: t.string(200).primary(), since: t.instant().index() }),
  /** Who was given a link, to what. */
  fileLinks: table({
    id: t.uuid().primary(),
    fileId: t.uuid().references('files', 'cascade'),
    memberId: t.uuid(),
    accountId: t.uuid().index(),
    variant: t.string(20),
    createdAt: t.instant(),
    expiresAt: t.instant(),
    /** When it was followed first. */
    usedAt: t.instant().nullable(),
  }),
  /** What may be seen without a link: an act of its own, with an address that nobody guesses. */
  filePublications: table({
    key: t.string(43).primary(),
    fileId: t.uuid().references('files', 'cascade'),
    variant: t.string(20),
    publishedBy: t.uuid(),
    publishedAt: t.instant(),
  }),
}

export type FileTables = DatabaseOf<typeof fileTables>
export type FileRow = RowOf<typeof fileTables.files>
export type BlobRow = RowOf<typeof fileTables.fileBlobs>
export type VariantRow = RowOf<typeof fileTables.fileVariants>
