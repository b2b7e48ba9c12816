/** Rows with every kind of column, the rare values included; the same ones in every run. */
import * as fc from 'fast-check'
import { newId } from '#kernel/ids.ts'

/** Also from the escapes of JSON text. */
const withoutNul = (text: string) => text.replaceAll('\0', '').replaceAll('\\u0000', '')

export function randomThings(count: number, seed = 2026) {
  const text = (maxLength: number) => fc.string({ unit: 'binary', maxLength }).map(withoutNul)
  const orNull = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null })
  const instant = fc.date({
    min: new Date(Date.UTC(1000, 0, 1)),
    max: new Date(Date.UTC(9999, 11, 31)),
    noInvalidDate: true,
  })
  const safe = fc.maxSafeInteger().map((number) => number + 0)
  const double = fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0)
  const json = fc.oneof(
    fc.dictionary(text(8), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 4 }),
    fc.array(fc.jsonValue({ maxDepth: 3 }), { maxLength: 4 }),
  )
  const row = fc.record({
    title: text(30),
    chapter: orNull(text(200)),
    count: orNull(fc.integer()),
    bigCount: orNull(safe),
    priceCents: orNull(safe),
    ratio: orNull(double),
    isOpen: fc.boolean(),
    seenAt: orNull(instant),
    bornOn: orNull(instant.map((moment) => moment.toISOString().slice(0, 10))),
    wishes: orNull(json.map((value) => JSON.parse(withoutNul(JSON.stringify(value))) as unknown[])),
    picture: orNull(fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes))),
    mood: fc.constantFrom('glad', 'sad', "l'été"),
    createdAt: instant,
  })
  return fc.sample(row, { numRuns: count, seed }).map((it) => ({ id: newId(), ...it }))
}
