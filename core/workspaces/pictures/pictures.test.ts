import { expect, test } from 'vitest'
import { beginOwnUpload, finishOwnUpload, sendOwnPiece } from '#core/files/contract.ts'
import { PICTURE, removePicture, setPicture } from '#core/identity/contract.ts'
import { newId } from '#kernel/ids.ts'
import { move, pieces } from '#tests/files.ts'
import { village } from '#tests/village.ts'
import { leaveWorkspace } from '../contract.ts'
import { MOST_PICTURES, readPictures } from './contract.ts'

const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

test('the pictures of those who are shown come together, and go with who leaves', async () => {
  const { app, ana, bob, cloe, stranger } = await village()
  const show = async ({ session, call }: typeof bob) => {
    const asked = { purpose: PICTURE, name: 'moi.png', bytes: DOT.length }
    const { id: fileId } = await call(beginOwnUpload, asked)
    const piece = { fileId, offset: 0 }
    await move({ app, session, slug: '' }, sendOwnPiece, piece, pieces(DOT))
    await call(finishOwnUpload, { fileId })
    return (await call(setPicture, { fileId })).picture!
  }
  const of = [ana.id, bob.id, cloe.id, newId()]
  expect(await ana.call(readPictures, { of })).toEqual({ pictures: [] })

  const ofBob = await show(bob)
  const ofCloe = await show(cloe)
  const { pictures } = await ana.call(readPictures, { of })
  expect(new Map(pictures.map((it) => [it.memberId, it.picture]))).toEqual(
    new Map([
      [bob.id, ofBob],
      [cloe.id, ofCloe],
    ]),
  )
  await expect(stranger.call(readPictures, { of })).rejects.toThrow('not-found')
  const many = Array.from({ length: MOST_PICTURES + 1 }, () => newId())
  await expect(ana.call(readPictures, { of: many })).rejects.toThrow('invalid-input')

  await bob.call(removePicture)
  await cloe.call(leaveWorkspace)
  expect(await ana.call(readPictures, { of })).toEqual({ pictures: [] })
})
