import { fireEvent } from '@testing-library/react'
import { expect, test } from 'vitest'
import { parts } from '#app/modules.ts'
import type { Endpoint } from '#kernel/contract.ts'
import { move, pieces, trial } from '#tests/files.ts'
import { village, world } from '#tests/village.ts'
import { visit } from '#tests/visit.tsx'
import { NetworkFailure } from '#web/api.tsx'
import { beginUpload, readFile, type StoredFile } from './contract.ts'
import { UploadField } from './ui.tsx'

type Options = { bytes?: Blob; signal?: AbortSignal }
const PURPOSE = 'trial.paper'
const words = 'Les tilleuls de la cour sont en fleur.\n'
const paper = (bytes: number, name = 'lettre.txt') =>
  new File([words.repeat(Math.ceil(bytes / words.length)).slice(0, bytes)], name, {
    type: 'text/plain',
  })

/** Bob before a field; `line` stands between his pieces and the server. */
async function field(line: (offset: number) => Promise<void> = async () => {}) {
  const here = await village({ in: await world({}, [...parts, trial]) })
  const { bob, app } = here
  const kept: StoredFile[] = []
  const begun: string[] = []
  const call = async (
    endpoint: Endpoint<any, any>,
    input: any,
    { bytes, signal }: Options = {},
  ) => {
    if (endpoint.kind !== 'piece') {
      const reply = await bob.call(endpoint, input)
      if (endpoint === beginUpload) begun.push(reply.id)
      return reply
    }
    const aborted = new Promise<never>((_, reject) =>
      signal!.addEventListener('abort', () => reject(signal!.reason as Error)),
    )
    await Promise.race([line(input.offset), aborted])
    const content = new Uint8Array(await bytes!.arrayBuffer())
    return move({ app, session: bob.session, slug: 'tilleul' }, endpoint, input, pieces(content))
  }
  const page = await visit(
    <>
      <h1>…</h1>
      <UploadField
        label="Lettre"
        place="workspace"
        purpose={PURPOSE}
        kinds={['document']}
        maxBytes={2_000_000}
        onReady={async (it) => kept.push(it)}
      />
    </>,
    { ...bob, call },
  )
  const choose = (file: File) =>
    fireEvent.change(page.screen.getByLabelText('Choisir un fichier'), {
      target: { files: [file] },
    })
  const share = () => page.screen.queryByRole('progressbar')?.getAttribute('value')
  return { ...here, page, kept, begun, choose, share }
}

test('a file goes its way while the bar tells how far, and is handed over when it is kept', async () => {
  const half = Promise.withResolvers<void>()
  const { bob, page, kept, choose, share } = await field((offset) =>
    offset > 0 ? half.promise : Promise.resolve(),
  )
  choose(paper(1_000_000))
  await page.screen.findByRole('progressbar', { name: /lettre\.txt/ })
  await expect.poll(share).toBe('0.262144')
  half.resolve()
  await expect.poll(() => kept).toHaveLength(1)
  expect(await bob.call(readFile, { fileId: kept[0]!.id })).toMatchObject({
    state: 'ready',
    name: 'lettre.txt',
    bytes: 1_000_000,
  })
  expect(share()).toBeUndefined()
})

test('a line that breaks keeps what arrived: the field says that it waits, and goes on by itself', async () => {
  let cuts = 0
  const { page, kept, choose, share } = await field(async (offset) => {
    if (offset === 0 || cuts === 2) return
    cuts++
    throw new NetworkFailure()
  })
  choose(paper(600_000))
  await page.sees(/connexion/i)
  expect(Number(share())).toBeGreaterThan(0.4)
  dispatchEvent(new Event('online'))
  await expect.poll(() => kept.length, { timeout: 10_000 }).toBe(1)
  expect(cuts).toBe(2)
})

test('what cannot be kept is said before anything is sent, or when it was looked at', async () => {
  const { page, kept, choose } = await field()
  choose(paper(2_000_001))
  await page.sees(/2\sMo/)
  choose(new File([], 'vide.txt'))
  await page.sees('Ce fichier est vide.')
  choose(new File([new Uint8Array(5000).fill(7)], 'photo.exe'))
  await page.sees(/Ce type de fichier ne convient pas ici/)
  expect(kept).toEqual([])
})

test('who gives up leaves nothing behind', async () => {
  const never = new Promise<void>(() => {})
  const { bob, page, begun, choose, share } = await field((offset) =>
    offset > 0 ? never : Promise.resolve(),
  )
  choose(paper(600_000))
  await expect.poll(share).not.toBe('0')
  await page.press('Annuler l’envoi')
  await expect.poll(share).toBeUndefined()
  await expect
    .poll(() => bob.call(readFile, { fileId: begun[0]! }).then((it) => it.state, String))
    .toMatch(/deleted|not-found/)
})
