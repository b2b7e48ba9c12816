/** What the demonstration's people look like: drawn here, no photograph of anybody, and brought the way people bring theirs. */
import {
  beginOwnUpload,
  beginUpload,
  finishOwnUpload,
  finishUpload,
  sendOwnPiece,
  sendPiece,
} from '#core/files/contract.ts'
import { PICTURE, setPicture } from '#core/identity/contract.ts'
import { LOGO, setLogo } from '#core/workspaces/contract.ts'
import type { Application } from '#kernel/application.ts'
import { admit } from '#kernel/call.ts'
import { openContextOf } from '#kernel/context.ts'
import type { Endpoint } from '#kernel/contract.ts'
import type { Session } from '#kernel/directory.ts'
import { newId } from '#kernel/ids.ts'

type Who = { session: Session; call(endpoint: Endpoint<any, any>, input?: unknown): Promise<any> }
type Look = { wall: string; skin: string; hair: string; coat: string; cut: keyof typeof cuts }

const cuts = {
  short: '<path d="M82 112a46 46 0 0 1 92 0c-12-20-26-26-46-26s-34 6-46 26z"/>',
  bob: '<path d="M74 150c-8-58 14-84 54-84s62 26 54 84c-6 4-14 4-18 0 2-24-4-40-10-48-24 2-44-2-56-8-8 12-10 34-6 56-4 4-12 4-18 0z"/>',
  long: '<path d="M70 196c-10-84 8-130 58-130s68 46 58 130h-30V118c-22 0-44-6-56-18v96z"/>',
  curls:
    '<g><circle cx="92" cy="92" r="22"/><circle cx="118" cy="74" r="24"/><circle cx="146" cy="78" r="24"/><circle cx="166" cy="98" r="20"/><circle cx="84" cy="116" r="14"/><circle cx="172" cy="118" r="13"/></g>',
  bald: '<path d="M84 122c-4 10-2 18 2 22 2-10 2-16 4-24zm88 0c4 10 2 18-2 22-2-10-2-16-4-24z"/>',
  scarf:
    '<path d="M68 206c-8-88 10-142 60-142s68 54 60 142c-18 12-102 12-120 0zM128 92c-26 0-38 18-38 42s14 46 38 46 38-22 38-46-12-42-38-42z" fill-rule="evenodd"/>',
} as const

/** Some have a picture and most have none, as in life. */
const looks: Record<string, Look> = {
  'Claire Vandamme': {
    wall: '#dfe9df',
    skin: '#eac3a2',
    hair: '#7c4a2b',
    coat: '#2f6b57',
    cut: 'bob',
  },
  'Ana Peeters': {
    wall: '#f4e3cf',
    skin: '#e9bd98',
    hair: '#33231c',
    coat: '#a4483a',
    cut: 'long',
  },
  'Bob Lambert': {
    wall: '#dbe6f0',
    skin: '#f0cdb0',
    hair: '#a7622f',
    coat: '#31506e',
    cut: 'short',
  },
  'Fatou Diallo': {
    wall: '#f6e6b8',
    skin: '#7a4a30',
    hair: '#1d1613',
    coat: '#d08a2e',
    cut: 'curls',
  },
  'Karel Maes': { wall: '#e6e2ee', skin: '#efc9ad', hair: '#9a9187', coat: '#5a4c74', cut: 'bald' },
  'Leïla Benali': {
    wall: '#f0dede',
    skin: '#d3a078',
    hair: '#7c3b52',
    coat: '#40606b',
    cut: 'scarf',
  },
  'Rosa Martin': { wall: '#dceae9', skin: '#f1d1b8', hair: '#c9c4bb', coat: '#6b8f3f', cut: 'bob' },
  'Ibrahim Yilmaz': {
    wall: '#e9e4d6',
    skin: '#c58f68',
    hair: '#221a17',
    coat: '#37474f',
    cut: 'short',
  },
}

const portrait = ({ wall, skin, hair, coat, cut }: Look) => `
<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256">
  <rect width="256" height="256" fill="${wall}"/>
  <path d="M36 256c4-52 42-72 92-72s88 20 92 72z" fill="${coat}"/>
  ${cut === 'long' ? `<g fill="${hair}">${cuts.long}</g>` : ''}
  <path d="M112 164h32v26c0 12-32 12-32 0z" fill="${skin}"/>
  <ellipse cx="128" cy="132" rx="40" ry="48" fill="${skin}"/>
  <circle cx="113" cy="132" r="4" fill="#2b211d"/><circle cx="143" cy="132" r="4" fill="#2b211d"/>
  <path d="M114 156q14 11 28 0" fill="none" stroke="#7d3f36" stroke-width="4" stroke-linecap="round"/>
  <g fill="${hair}">${cut === 'long' ? cuts.short : cuts[cut]}</g>
</svg>`

/** A lime tree in its yard. */
const sign = `
<svg xmlns="http://www.w3.org/2000/svg" width="320" height="320">
  <rect width="320" height="320" rx="64" fill="#2f6b57"/>
  <path d="M150 190h20v70h-20z" fill="#f4e3cf"/>
  <path d="M160 44c-70 22-92 84-74 130 10 26 40 36 74 36s64-10 74-36c18-46-4-108-74-130z" fill="#9cc069"/>
  <path d="M160 80v118M160 128l-34-20M160 128l34-20M160 166l-42-22M160 166l42-22" fill="none" stroke="#2f6b57" stroke-width="9" stroke-linecap="round"/>
  <path d="M92 262h136" stroke="#f4e3cf" stroke-width="12" stroke-linecap="round"/>
</svg>`

/** A few members show themselves, and the school its sign. */
export async function showFaces(app: Application, slug: string, people: ReadonlyMap<string, Who>) {
  const { default: sharp } = await import('sharp')
  const drawn = Object.entries(looks).flatMap(([name, look]) => {
    const who = people.get(name)
    return who ? [{ who, look }] : []
  })
  for (const { who, look } of drawn) {
    const bytes = await sharp(Buffer.from(portrait(look)))
      .jpeg({ quality: 88 })
      .toBuffer()
    const begun = { purpose: PICTURE, name: 'portrait.jpg', bytes: bytes.length }
    const { id: fileId } = await who.call(beginOwnUpload, begun)
    await send(app, who, '', sendOwnPiece, fileId, bytes)
    await who.call(finishOwnUpload, { fileId })
    await who.call(setPicture, { fileId })
  }
  const founder = [...people.values()][0]
  if (!founder) return
  // Rounded corners let the page through: a photograph's format would paint them black.
  const bytes = await sharp(Buffer.from(sign)).png().toBuffer()
  const begun = { purpose: LOGO, name: 'tilleul.png', bytes: bytes.length }
  const { id: fileId } = await founder.call(beginUpload, begun)
  await send(app, founder, slug, sendPiece, fileId, bytes)
  await founder.call(finishUpload, { fileId })
  await founder.call(setLogo, { fileId })
}

/** Bytes have no `call`: they pass its checks, then move. */
export async function send(
  app: Application,
  { session }: Who,
  slug: string,
  endpoint: typeof sendPiece | typeof sendOwnPiece,
  fileId: string,
  bytes: Buffer,
) {
  const origin = { requestId: newId(), address: '127.0.0.1', agent: 'demonstration' }
  const admitted = await admit(app, endpoint, { session, origin, slug }, { fileId, offset: 0 })
  const endless = new AbortController().signal
  const ctx = openContextOf(app, admitted.scene, app.dialect, () => endless)
  async function* all() {
    yield bytes
  }
  await admitted.route.handle(ctx, admitted.input, { bytes: all() })
}
