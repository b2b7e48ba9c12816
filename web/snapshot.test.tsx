import { afterEach, expect, test, vi } from 'vitest'
import { Forbidden, NotSignedIn, Unavailable } from '#kernel/contract.ts'
import { NetworkFailure } from './http.tsx'
import { forgetSnapshots, orSnapshot } from './snapshot.tsx'

const ana = { user: { name: 'Ana' } }
const fails = (error: Error) => async (): Promise<unknown> => {
  throw error
}

afterEach(() => {
  localStorage.clear()
  vi.useRealTimers()
})

test('what the server said stands in when nothing answers, and never for a refusal', async () => {
  await expect(orSnapshot('session', fails(new NetworkFailure()))).rejects.toThrow()
  expect(await orSnapshot('session', async () => ana)).toEqual(ana)
  expect(await orSnapshot('session', fails(new NetworkFailure()))).toEqual(ana)
  expect(await orSnapshot('session', fails(Unavailable()))).toEqual(ana)
  await expect(orSnapshot('session', fails(Forbidden({ needs: 'x' })))).rejects.toThrow()
  expect(await orSnapshot('session', fails(new NetworkFailure()))).toEqual(ana)

  // Logged out elsewhere: from now on this device knows nobody.
  await orSnapshot('workspace.here', async () => ({ slug: 'here' }))
  await expect(orSnapshot('session', fails(NotSignedIn()))).rejects.toThrow()
  await expect(orSnapshot('session', fails(new NetworkFailure()))).rejects.toThrow()
  await expect(orSnapshot('workspace.here', fails(new NetworkFailure()))).rejects.toThrow()
})

test('nobody is remembered after a log-out, nor where the server knows nobody', async () => {
  localStorage.setItem('socle.locale', 'nl-BE')
  await orSnapshot('session', async () => ana)
  expect(await orSnapshot('session', async () => null)).toBeNull()
  await expect(orSnapshot('session', fails(new NetworkFailure()))).rejects.toThrow()
  await orSnapshot('session', async () => ana)
  forgetSnapshots()
  await expect(orSnapshot('session', fails(new NetworkFailure()))).rejects.toThrow()
  expect(localStorage.getItem('socle.locale')).toBe('nl-BE')
})

test('a line that says nothing keeps nobody waiting, and its late answer counts the next time', async () => {
  await orSnapshot('session', async () => ana)
  vi.useFakeTimers()
  let answer: (value: typeof ana) => void = () => {}
  const late = new Promise<typeof ana>((resolve) => (answer = resolve))
  const waiting = orSnapshot('session', () => late)
  await vi.advanceTimersByTimeAsync(5000)
  expect(await waiting).toEqual(ana)
  answer({ user: { name: 'Anne' } })
  await vi.advanceTimersByTimeAsync(0)
  expect(await orSnapshot('session', fails(new NetworkFailure()))).toEqual({
    user: { name: 'Anne' },
  })
})
