/** Has a document read by a process of its own, which gets a minute and half a gigabyte. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { MINUTE } from '#kernel/time.ts'
import { type Line, Lines, TooSlow, Unreadable } from './contract.ts'

const PROGRAM = join(import.meta.dirname, 'reader.ts')
const MOST_MEGABYTES = 512
const MOST_OUTPUT = 20_000_000

const types: Record<string, 'pdf' | 'docx'> = {
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
}

/** Throws `Unreadable` or `TooSlow`: whatever is wrong is wrong with the document. */
export async function readDocument(
  type: string,
  bytes: Uint8Array,
  timeoutMs = MINUTE,
): Promise<Line[]> {
  const format = types[type]
  if (!format) throw Unreadable()
  const args = [`--max-old-space-size=${MOST_MEGABYTES}`, PROGRAM, format]
  // Nothing of ours is in its environment.
  const child = spawn(process.execPath, args, { env: {}, stdio: ['pipe', 'pipe', 'ignore'] })
  let isLate = false
  const deadline = setTimeout(() => {
    isLate = true
    child.kill('SIGKILL')
  }, timeoutMs)
  try {
    const ended = new Promise<number | null>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', resolve)
    })
    child.stdin.on('error', () => {}) // it may end before it has read everything
    child.stdin.end(bytes)
    const said: Buffer[] = []
    let size = 0
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > MOST_OUTPUT) child.kill('SIGKILL')
      else said.push(chunk)
    })
    const code = await ended
    if (isLate) throw TooSlow()
    if (code !== 0) throw Unreadable()
    const read = z.safeParse(Lines, JSON.parse(Buffer.concat(said).toString()))
    if (!read.success) throw Unreadable()
    return read.data
  } finally {
    clearTimeout(deadline)
    child.kill('SIGKILL')
  }
}
