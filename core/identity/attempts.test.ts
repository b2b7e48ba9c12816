import { expect, test } from 'vitest'
import type { Problem } from '#kernel/contract.ts'
import { MINUTE } from '#kernel/time.ts'
import { person, PASSWORD, voice, world } from '#tests/village.ts'
import { logIn } from './contract.ts'

const guess = { email: 'ana@exemple.test', password: 'not the one' }
const right = { ...guess, password: PASSWORD }

const failure = (call: Promise<unknown>) =>
  call.then(
    () => 'welcome',
    (error: Problem) => error.code,
  )

test('T-A06: after five wrong passwords even the right one waits, and each further guess waits longer', async () => {
  const { app, clock } = await world()
  await person({ app }, { name: 'Ana' })
  const here = voice(app, null, '')
  for (let i = 0; i < 5; i++)
    expect(await failure(here(logIn, guess))).toBe('identity/wrong-credentials')
  await expect(here(logIn, right)).rejects.toMatchObject({
    code: 'too-many-requests',
    facts: { retryAfterS: 60 },
  })

  clock.advance(MINUTE)
  expect(await failure(here(logIn, guess))).toBe('identity/wrong-credentials')
  await expect(here(logIn, right)).rejects.toMatchObject({ facts: { retryAfterS: 120 } })
  clock.advance(2 * MINUTE)
  expect(await failure(here(logIn, right))).toBe('welcome')
  expect(await failure(here(logIn, guess))).toBe('identity/wrong-credentials')
})

test('the owner at another address is not locked out by who guesses', async () => {
  const { app } = await world()
  await person({ app }, { name: 'Ana' })
  for (let i = 0; i < 6; i++) await failure(voice(app, null, '', '198.51.100.1')(logIn, guess))
  expect(await failure(voice(app, null, '', '203.0.113.9')(logIn, right))).toBe('welcome')
})

test('T-A06: an unknown address behaves like a known one', async () => {
  const { app } = await world()
  const here = voice(app, null, '')
  const unknown = { ...guess, email: 'nobody@exemple.test' }
  for (let i = 0; i < 5; i++)
    expect(await failure(here(logIn, unknown))).toBe('identity/wrong-credentials')
  expect(await failure(here(logIn, unknown))).toBe('too-many-requests')
})

test('T-C9: twelve guesses at once are twelve guesses', async () => {
  const { app } = await world()
  await person({ app }, { name: 'Ana' })
  const here = voice(app, null, '')
  const answers = await Promise.all(Array.from({ length: 12 }, () => failure(here(logIn, guess))))
  expect(answers.filter((it) => it === 'identity/wrong-credentials')).toHaveLength(5)
  expect(answers.filter((it) => it === 'too-many-requests')).toHaveLength(7)
})

test('many places together get fifty an hour', async () => {
  const { app } = await world()
  await person({ app }, { name: 'Ana' })
  const from = (i: number) => voice(app, null, '', `198.51.100.${i}`)
  for (let i = 0; i < 50; i++)
    expect(await failure(from(i)(logIn, guess))).toBe('identity/wrong-credentials')
  expect(await failure(from(51)(logIn, guess))).toBe('too-many-requests')
})
