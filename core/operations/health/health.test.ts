import { expect, test } from 'vitest'
import { examine } from '#app/examination.ts'
import { sentences } from '#app/texts.ts'
import { config, person, village, voice } from '#tests/village.ts'
import { readHealth } from './contract.ts'

test('the administrator sees what the installation is, what it lacks, and where its audits end', async () => {
  const here = await village()
  const root = await person(here, { name: 'Rita', admin: true })
  const { facts, next, heads } = await voice(here.app, root.session, '')(readHealth)
  expect(heads.map((it) => it.slug)).toEqual([null, 'tilleul'])
  expect(heads.every((it) => it.sequence > 0 && it.hash.length === 64)).toBe(true)
  for (const it of [...facts, next]) expect(sentences.say('nl-BE', it.text, it.facts)).toBeTruthy()
  for (const { label } of facts) expect(sentences.say('fr-BE', label)).toBeTruthy()
  await expect(here.ana.call(readHealth)).rejects.toThrow('forbidden')
})

test('each step of the ladder names what the next one asks for', async () => {
  const { app } = await village()
  const steps = [
    {},
    { DATABASE_URL: 'postgres://db/socle' },
    { SMTP_URL: 'smtp://mail:25', REDIS_URL: 'redis://127.0.0.1:1' },
    { S3_URL: 'http://key:secret@bucket:9000/socle' },
  ]
  let env = {}
  for (const [step, more] of steps.entries()) {
    env = { ...env, ...more }
    const { facts, next } = await examine(app, config(env))
    expect(facts[0]!.text).toBe(`health.step.${step}`)
    expect(next.text).toBe(`health.next.${step}`)
  }
})

test('what is wrong is said: a workspace that is not finished', async () => {
  const { app, workspace } = await village()
  await app.system(({ db }) =>
    db
      .updateTable('workspaces')
      .set({ state: 'provisioning' })
      .where('id', '=', workspace.id)
      .execute(),
  )
  const { faults } = await examine(app, config())
  expect(faults).toContainEqual({ text: 'health.fault.unfinished', facts: { slug: 'tilleul' } })
})
