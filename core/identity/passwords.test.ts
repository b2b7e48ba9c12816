import { hash as bcrypt } from '@node-rs/bcrypt'
import { expect, test } from 'vitest'
import { person, PASSWORD, voice, world } from '#tests/village.ts'
import { logIn } from './contract.ts'
import { checkPassword, hashPassword } from './passwords.ts'

test('T-A05: passwords of 72 and 80 bytes are two passwords', async () => {
  const stored = await hashPassword('a'.repeat(72))
  expect((await checkPassword(stored, 'a'.repeat(72))).right).toBe(true)
  expect((await checkPassword(stored, 'a'.repeat(80))).right).toBe(false)
  const accents = await hashPassword('é'.repeat(40))
  expect((await checkPassword(accents, 'é'.repeat(41))).right).toBe(false)
})

test('the form of a hash says its cost', async () => {
  expect(await hashPassword(PASSWORD)).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
})

test('no account costs the time of a wrong password', async () => {
  const stored = await hashPassword(PASSWORD)
  const time = async (of: string | null) => {
    const start = performance.now()
    for (let i = 0; i < 8; i++) await checkPassword(of, 'something else')
    return performance.now() - start
  }
  await time(null)
  const [unknown, wrong] = [await time(null), await time(stored)]
  expect(unknown).toBeGreaterThan(wrong / 4)
})

test.each(['2a', '2b', '2y'] as const)(
  'T-A05: an imported bcrypt $%s is checked once and hashed anew',
  async (version) => {
    const { app } = await world()
    const ana = await person({ app }, { name: 'Ana' })
    const imported = await bcrypt('ancien mot', { cost: 10, version })
    const passwordHash = () =>
      app.readRegistry((db) =>
        db.selectFrom('accounts').select('passwordHash').executeTakeFirstOrThrow(),
      )
    await app.system(({ db }) =>
      db.updateTable('accounts').set({ passwordHash: imported }).execute(),
    )
    const anyone = voice(app, null, '')

    await expect(anyone(logIn, { email: ana.email, password: 'autre mot' })).rejects.toThrow(
      'wrong-credentials',
    )
    expect((await passwordHash()).passwordHash).toBe(imported)
    await anyone(logIn, { email: ana.email, password: 'ancien mot' })
    expect((await passwordHash()).passwordHash).toMatch(/^\$argon2id\$/)
    await anyone(logIn, { email: ana.email, password: 'ancien mot' })
  },
)
