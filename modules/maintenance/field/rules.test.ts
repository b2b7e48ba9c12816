import { expect, test } from 'vitest'
import { DAY, MINUTE } from '#kernel/time.ts'
import { barState, differences, type OwnCount, type Tally, waitMs, warnings } from './rules.ts'

const digest = 'a'.repeat(64)
const own: OwnCount = {
  executionId: 'e',
  deviceId: 'd',
  events: 34,
  digest,
  files: [{ photoId: 'p', sha256: 'b' }],
}
const certificate = { ...own, files: [...own.files], issuedAt: '2026-11-21T09:00:00.000Z' }

test('a certificate counts only when it is about this phone and says the same to the last byte', () => {
  const others = [{ photoId: 'q', sha256: 'c' }, ...own.files]
  expect(differences(certificate, own)).toEqual([])
  // Another phone's photos of the same execution are there too.
  expect(differences({ ...certificate, files: others }, own)).toEqual([])
  expect(differences({ ...certificate, executionId: 'x' }, own)).toEqual(['subject'])
  expect(differences({ ...certificate, deviceId: 'x' }, own)).toEqual(['subject'])
  expect(differences({ ...certificate, events: 33 }, own)).toEqual(['events'])
  expect(differences({ ...certificate, events: 35 }, own)).toEqual(['events'])
  expect(differences({ ...certificate, digest: 'f'.repeat(64) }, own)).toEqual(['digest'])
  expect(differences({ ...certificate, files: [] }, own)).toEqual(['files'])
  const changed = [{ photoId: 'p', sha256: 'x' }]
  expect(differences({ ...certificate, files: changed }, own)).toEqual(['files'])
})

test('waiting grows from one second to five minutes, and chance halves it at most', () => {
  expect([0, 1, 2, 3].map((it) => waitMs(it, 1))).toEqual([1000, 2000, 4000, 8000])
  expect(waitMs(0, 0)).toBe(500)
  expect(waitMs(50, 1)).toBe(5 * MINUTE)
})

test('the bar says one of four things, and what is wrong first', () => {
  const tally = (it: Partial<Tally>): Tally => ({
    answers: 34,
    photos: 36,
    waiting: 0,
    rejected: 0,
    conflicts: 0,
    certified: true,
    ...it,
  })
  expect(barState(tally({}), true)).toBe('registered')
  expect(barState(tally({ certified: false }), true)).toBe('waiting')
  expect(barState(tally({ waiting: 2 }), true)).toBe('waiting')
  expect(barState(tally({ waiting: 2 }), false)).toBe('offline')
  expect(barState(tally({ rejected: 1 }), false)).toBe('problem')
  expect(barState(tally({ conflicts: 1 }), true)).toBe('problem')
})

test('a phone warns before work is at risk, and is silent otherwise', () => {
  const now = Date.UTC(2026, 10, 21)
  const fine = {
    isSecure: true,
    isPersisted: true,
    usage: 1e9,
    quota: 1e11,
    oldestAt: now - 2 * DAY,
    now,
    driftMs: 4 * MINUTE,
  }
  expect(warnings(fine)).toEqual([])
  expect(warnings({ ...fine, isSecure: false })).toEqual(['insecure'])
  expect(warnings({ ...fine, isPersisted: false })).toEqual(['not-persisted'])
  expect(warnings({ ...fine, usage: 95e9 })).toEqual(['almost-full'])
  expect(warnings({ ...fine, usage: 1e8, quota: 2e8 })).toEqual(['almost-full'])
  expect(warnings({ ...fine, usage: null, quota: null })).toEqual([])
  expect(warnings({ ...fine, oldestAt: now - 4 * DAY })).toEqual(['old'])
  expect(warnings({ ...fine, driftMs: -180 * MINUTE })).toEqual(['clock'])
  expect(warnings({ ...fine, driftMs: null, oldestAt: null })).toEqual([])
})
