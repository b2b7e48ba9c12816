/** `socle verify`: whether a report is what was made, on any computer and without the server that made it. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type Found, verifyReport } from '#modules/maintenance/api.ts'

type Asked = { photos?: unknown; key?: unknown }

/** Says what it looked at; ends with 1 when something is not as it was. */
export async function verifyCommand([file]: readonly string[], { photos, key }: Asked) {
  if (!file) throw new Error('verify needs the JSON file of a report')
  const found = typeof photos === 'string' ? await filesIn(photos) : undefined
  const findings = verifyReport(await readFile(file, 'utf8'), {
    ...(found ? { photos: found } : {}),
    ...(typeof key === 'string' ? { key } : {}),
  })
  for (const { isFine, says } of findings) (isFine ? console.log : console.error)(`${isFine ? '✓' : '✗'} ${says}`) // prettier-ignore
  const faults = findings.filter((it) => !it.isFine).length
  if (faults > 0) process.exitCode = 1
  else console.log(found ? 'The report and its photos are whole.' : 'The report is whole. Say --photos FOLDER to check its photos too.') // prettier-ignore
}

async function filesIn(folder: string): Promise<Found[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const found: Found[] = []
  for (const entry of entries) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const hash = createHash('sha256')
    await pipeline(createReadStream(path), hash)
    found.push({ name: relative(folder, path), sha256: hash.digest('hex') })
  }
  return found
}
