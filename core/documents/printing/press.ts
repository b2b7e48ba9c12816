/**
 * The program of the press: a process of its own, because the engine cannot be interrupted and its memory is not
 * JavaScript's. It knows no secret, opens no file but its letters, and is ended by who started it.
 */
import { join } from 'node:path'
import { readFonts } from './fonts.ts'

export type Order = {
  id: number
  template: string
  house: string
  /** JSON. */
  facts: string
  files: Readonly<Record<string, Uint8Array>>
  standard: 'ua-1' | 'a-2b' | undefined
  /** Seconds since 1970. */
  madeAt: number
}
export type Answer =
  | { id: number; bytes: Uint8Array; pages: number }
  | { id: number; faults: readonly string[] }
  | { missing: string }

/** A folder that is not there: only what is handed over can be read. */
const NOWHERE = join(import.meta.dirname, 'nowhere')

const tell = (answer: Answer) => process.send!(answer)

/** No engine for this system, or one that does not start here. */
async function engine() {
  try {
    const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler')
    return NodeCompiler.create({ workspace: NOWHERE, fontArgs: [{ fontBlobs: readFonts() }] })
  } catch (error) {
    tell({ missing: String(error) })
    return undefined
  }
}

const compiler = await engine()

function print(order: Order): Answer {
  const { id, template, house, facts, files, standard, madeAt } = order
  const compiler = loaded()
  const shadow = (name: string, bytes: Uint8Array | string) =>
    compiler.mapShadow(join(NOWHERE, name), Buffer.from(bytes as Uint8Array))
  try {
    shadow('house.typ', house)
    shadow('data.json', facts)
    for (const [name, bytes] of Object.entries(files)) shadow(join('files', name), bytes)
    const outcome = compiler.compile({ mainFileContent: template, resetRead: true })
    if (!outcome.result) {
      const found = outcome.takeDiagnostics()?.shortDiagnostics ?? []
      return { id, faults: found.map((it: { message?: string }) => it.message ?? String(it)) }
    }
    const bytes = compiler.pdf(outcome.result, {
      creationTimestamp: madeAt,
      ...(standard ? { pdfStandard: standard } : {}),
    })
    return { id, bytes, pages: outcome.result.numOfPages }
  } catch (error) {
    return { id, faults: [error instanceof Error ? error.message : String(error)] }
  } finally {
    compiler.resetShadow()
    compiler.evictCache(0)
  }
}

function loaded() {
  if (!compiler) throw new Error('there is no engine')
  return compiler
}

process.on('message', (order: Order) => tell(print(order)))
process.on('disconnect', () => process.exit())
