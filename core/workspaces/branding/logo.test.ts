import { expect, test } from 'vitest'
import {
  beginOwnUpload,
  finishOwnUpload,
  readPicture,
  readPublished,
  sendOwnPiece,
} from '#core/files/contract.ts'
import { PICTURE, removePicture, setPicture } from '#core/identity/contract.ts'
import { bring, bytesOf, move, pieces } from '#tests/files.ts'
import { village } from '#tests/village.ts'
import { LOGO, readWorkspace, removeLogo, setLogo } from '../contract.ts'

/** The smallest picture there is: one dot. */
const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const keyIn = (address: string | null) => /[\w-]{43}$/.exec(address!)![0]
const nobody = { session: null, slug: 'tilleul' }

test('a logo is for who manages the workspace, seen by everybody, and gone with the next one', async () => {
  const { app, ana, bob } = await village()
  const dot = { purpose: LOGO, name: 'logo.png' }
  await expect(bring(app, bob, DOT, dot)).rejects.toThrow('files/unknown-purpose')
  const { id: fileId } = await bring(app, ana, DOT, dot)
  await expect(bob.call(setLogo, { fileId })).rejects.toThrow('forbidden')
  const sets = await Promise.allSettled([1, 2, 3].map(() => ana.call(setLogo, { fileId })))
  expect(sets.filter((it) => it.status === 'fulfilled')).toHaveLength(1)
  const first = keyIn((await bob.call(readWorkspace)).logo)
  const seen = await move({ app, ...nobody }, readPublished, { key: first })
  expect([seen.type, (await bytesOf(seen)).length > 50]).toEqual(['image/png', true])

  const second = await bring(app, ana, DOT, dot)
  await ana.call(setLogo, { fileId: second.id })
  await expect(move({ app, ...nobody }, readPublished, { key: first })).rejects.toThrow('not-found')
  const key = keyIn((await bob.call(readWorkspace)).logo)
  await move({ app, ...nobody }, readPublished, { key })
  await ana.call(removeLogo)
  expect((await bob.call(readWorkspace)).logo).toBe(null)
  await expect(move({ app, ...nobody }, readPublished, { key })).rejects.toThrow('not-found')
})

test('a picture of a person is seen by who is signed in, and set by its owner alone', async () => {
  const { app, bob, cloe } = await village()
  const asked = { purpose: PICTURE, name: 'moi.png', bytes: DOT.length }
  const { id: fileId } = await bob.call(beginOwnUpload, asked)
  await move(
    { app, session: bob.session, slug: '' },
    sendOwnPiece,
    { fileId, offset: 0 },
    pieces(DOT),
  )
  await bob.call(finishOwnUpload, { fileId })
  await expect(cloe.call(setPicture, { fileId })).rejects.toThrow('files/unusable')
  const key = keyIn((await bob.call(setPicture, { fileId })).picture)
  const seen = await move({ app, session: cloe.session, slug: '' }, readPicture, { key })
  expect(seen.type).toBe('image/webp')
  await expect(move({ app, ...nobody }, readPicture, { key })).rejects.toThrow('not-signed-in')
  expect((await bob.call(removePicture)).picture).toBe(null)
  await expect(
    move({ app, session: cloe.session, slug: '' }, readPicture, { key }),
  ).rejects.toThrow('not-found')
})
