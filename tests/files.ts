/** People who bring files, piece by piece, through the same steps as over HTTP. */
import type * as z from 'zod/mini'
import { beginUpload, finishUpload, sendPiece, type StoredFile } from '#core/files/contract.ts'
import type { Application } from '#kernel/application.ts'
import { admit, cut } from '#kernel/call.ts'
import { openContextOf } from '#kernel/context.ts'
import type { Endpoint, Shape } from '#kernel/contract.ts'
import type { Session } from '#kernel/directory.ts'
import { newId } from '#kernel/ids.ts'
import { defineCore, type Download } from '#kernel/module.ts'

/** A part that takes every sort of file, so that the rules of files can be told without a feature. */
export const trial = defineCore({
  name: 'trial',
  uses: [],
  roles: {},
  routes: [],
  jobs: [],
  files: {
    'trial.paper': { per: 'workspace', kinds: ['document'], maxBytes: 50_000_000 },
    'trial.photo': { per: 'workspace', kinds: ['image'], maxBytes: 15_000_000 },
    'trial.anything': {
      per: 'workspace',
      kinds: ['document', 'image', 'audio', 'video', 'archive', 'other'],
      maxBytes: 1_000_000_000,
      keptDays: 30,
    },
    'trial.secret': {
      per: 'workspace',
      kinds: ['document'],
      maxBytes: 1000,
      may: 'members.manage',
    },
  },
})

type Caller = { app: Application; session: Session | null; slug: string }

/** The endpoints that move bytes: they have no reply that `call` could give. */
export async function move<In extends Shape>(
  { app, session, slug }: Caller,
  endpoint: Endpoint<In, any>,
  input: z.input<In>,
  bytes: AsyncIterable<Uint8Array> = pieces(),
): Promise<any> {
  const origin = { requestId: newId(), address: '203.0.113.7', agent: 'village' }
  const admitted = await admit(app, endpoint, { session, origin, slug }, input)
  const endless = new AbortController().signal
  const ctx = openContextOf(app, admitted.scene, app.dialect, () => endless)
  const result = await admitted.route.handle(ctx, admitted.input, { bytes })
  return endpoint.kind === 'download' ? result : cut(endpoint, result)
}

export async function* pieces(...chunks: readonly (string | Uint8Array)[]) {
  for (const it of chunks) yield Buffer.from(it as string)
}

type Bringer = {
  session: Session
  call<In extends Shape, Out extends Shape>(
    endpoint: Endpoint<In, Out>,
    input?: z.input<In>,
  ): Promise<z.output<Out>>
}
type Brought = { purpose?: string; name?: string; slug?: string; id?: string }

/** From the first byte to the verdict. */
export async function bring(
  app: Application,
  { session, call }: Bringer,
  content: string | Uint8Array,
  { purpose = 'trial.anything', name = 'fichier', slug = 'tilleul', id }: Brought = {},
): Promise<StoredFile> {
  const bytes = Buffer.from(content as string)
  const { id: fileId } = await call(beginUpload, { id, purpose, name, bytes: bytes.length })
  await move({ app, session, slug }, sendPiece, { fileId, offset: 0 }, pieces(bytes))
  return call(finishUpload, { fileId })
}

/** All bytes of a download, or a part of them. */
export async function bytesOf(
  download: Download,
  range?: { start: number; end: number },
): Promise<Buffer> {
  if ('bytes' in download) throw new Error('made for one answer, not kept')
  const all = range ?? { start: 0, end: download.size - 1 }
  return Buffer.concat(await Array.fromAsync((await download.read(all)) as AsyncIterable<Buffer>))
}
