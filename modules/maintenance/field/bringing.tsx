/** The bytes of a photo, in pieces: what arrived before a cut stays, and the next try goes on from there. */
import { NotFound } from '#kernel/contract.ts'
import type { Call } from '#web/api.tsx'
import {
  beginUpload,
  finishUpload,
  readFile,
  sendPiece,
  WrongOffset,
} from '#core/files/contract.ts'
import { PHOTO } from '../executions/contract.ts'
import type { Photo } from './rows.tsx'

export const PIECE_BYTES = 256 * 1024
/** A scanner for viruses may take its time. */
const LOOK_AGAIN_MS = 600
const LOOKS = 50

/** Resolves when the server has all of it and has looked at it; throws what refused it, or the silence. */
export async function bringFile(
  call: Call,
  { id: fileId, name, type, bytes }: Photo,
  onProgress: (sent: number) => Promise<void>,
): Promise<void> {
  const found = await call(readFile, { fileId }).catch((error: unknown) => {
    if (NotFound.is(error)) return null
    throw error
  })
  const file =
    found ??
    (await call(
      beginUpload,
      { id: fileId, purpose: PHOTO, name, bytes: bytes.byteLength },
      { key: fileId },
    ))
  if (file.state === 'ready' || file.state === 'quarantined') return
  let { offset } = file
  while (offset < bytes.byteLength) {
    const piece = new Blob([bytes.slice(offset, offset + PIECE_BYTES)], { type })
    try {
      ;({ offset } = await call(sendPiece, { fileId, offset }, { bytes: piece }))
    } catch (error) {
      if (!WrongOffset.is(error)) throw error
      offset = Number(error.facts['offset'])
    }
    await onProgress(offset)
  }
  for (let look = 0; look < LOOKS; look++) {
    const { state } = await call(finishUpload, { fileId })
    if (state !== 'scanning') return
    await new Promise((done) => setTimeout(done, LOOK_AGAIN_MS))
  }
}
