import { expect, test } from 'vitest'
import { tokenIn, village } from '#tests/village.ts'
import { visit } from '#tests/visit.tsx'
import { resetPassword } from './contract.ts'
import { readFactors } from './factors/contract.ts'
import { SecurityPage } from './SecurityPage.tsx'

test('an account without a password is sent the link to its first one', async () => {
  const { app, bob, nobody, mails, settle } = await village()
  await app.system(({ db }) => db.updateTable('accounts').set({ passwordHash: null }).execute())
  const page = await visit(<SecurityPage />, bob)
  await page.sees(/n’a pas encore de mot de passe/)
  page.seesNot('Mot de passe actuel')
  await page.press('Recevoir le lien')
  await page.sees(`Un lien est parti vers ${bob.email}.`)
  await settle()
  const token = tokenIn(mails.at(-1)!)
  await nobody.call(resetPassword, { token, password: 'une autre phrase assez longue' })
  expect((await bob.call(readFactors)).proof).toBe('password')
})
