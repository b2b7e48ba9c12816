/** The letters that documents are set in, and which characters they have. Inter, OFL-1.1. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/** Looked for when they are needed, so that who has none can still say so. */
export function readFonts(): Buffer[] {
  const require = createRequire(import.meta.url)
  return [
    require.resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'),
    require.resolve('@expo-google-fonts/inter/400Regular_Italic/Inter_400Regular_Italic.ttf'),
    require.resolve('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf'),
  ].map((it) => readFileSync(it))
}

let known: ReadonlySet<number> | undefined

/** Every character that all of them can draw. */
export function drawnCharacters(): ReadonlySet<number> {
  if (known) return known
  const [first, ...others] = readFonts().map(charactersOf)
  known = new Set([...first!].filter((it) => others.every((other) => other.has(it))))
  return known
}

/** Reads the table `cmap` of a TrueType font (ISO/IEC 14496-22): formats 4 and 12, which Unicode fonts carry. */
export function charactersOf(font: Buffer): Set<number> {
  const found = new Set<number>()
  const cmap = tableAt(font, 'cmap')
  for (let i = 0; i < font.readUInt16BE(cmap + 2); i++) {
    const at = cmap + font.readUInt32BE(cmap + 4 + i * 8 + 4)
    const format = font.readUInt16BE(at)
    if (format === 4) readSegments(font, at, found)
    if (format === 12) readGroups(font, at, found)
  }
  return found
}

function tableAt(font: Buffer, name: string): number {
  for (let i = 0; i < font.readUInt16BE(4); i++) {
    const entry = 12 + i * 16
    if (font.toString('latin1', entry, entry + 4) === name) return font.readUInt32BE(entry + 8)
  }
  throw new Error(`this font has no table ${name}`)
}

function readSegments(font: Buffer, at: number, found: Set<number>): void {
  const room = font.readUInt16BE(at + 6)
  const [ends, starts] = [at + 14, at + 16 + room]
  const [deltas, offsets] = [starts + room, starts + room * 2]
  for (let i = 0; i < room; i += 2) {
    const [start, end] = [font.readUInt16BE(starts + i), font.readUInt16BE(ends + i)]
    const [delta, offset] = [font.readUInt16BE(deltas + i), font.readUInt16BE(offsets + i)]
    for (let code = start; code <= end && code < 0xffff; code++) {
      const glyph =
        offset === 0 ? code : font.readUInt16BE(offsets + i + offset + (code - start) * 2)
      if (glyph !== 0 && ((glyph + delta) & 0xffff) !== 0) found.add(code)
    }
  }
}

function readGroups(font: Buffer, at: number, found: Set<number>): void {
  for (let i = 0; i < font.readUInt32BE(at + 12); i++) {
    const group = at + 16 + i * 12
    const [start, end] = [font.readUInt32BE(group), font.readUInt32BE(group + 4)]
    for (let code = start; code <= end; code++) found.add(code)
  }
}
