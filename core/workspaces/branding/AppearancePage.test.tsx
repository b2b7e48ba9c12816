import { expect, test } from 'vitest'
import { changeWorkspace, inviteMember, readWorkspace } from '../contract.ts'
import { village } from '#tests/village.ts'
import { visit } from '#tests/visit.tsx'
import { AppearancePage } from './AppearancePage.tsx'

test('an administrator chooses a colour, and the house’s own again', async () => {
  const { admin, ana } = await village()
  const page = await visit(<AppearancePage />, admin)
  await page.tick('Prune')
  await page.press('Enregistrer')
  await page.sees('La couleur est enregistrée.')
  expect((await ana.call(readWorkspace)).colour).toBe('#5b3fa0')
  await page.tick('Sapin')
  await page.press('Enregistrer')
  await expect.poll(async () => (await ana.call(readWorkspace)).colour).toBe(null)
})

test('a colour is six digits, and for who manages the workspace', async () => {
  const { ana, bob } = await village()
  for (const colour of ['red', '#12345', 'url(x)', '#1234567', '#ggg000'])
    await expect(ana.call(changeWorkspace, { colour })).rejects.toThrow('invalid-input')
  await expect(bob.call(changeWorkspace, { colour: '#123456' })).rejects.toThrow('forbidden')
  await ana.call(changeWorkspace, { colour: '#A1B2C3' })
  expect((await ana.call(readWorkspace)).colour).toBe('#a1b2c3')
})

test('mails of the workspace carry its name and a readable form of its colour', async () => {
  const { ana, mails, settle } = await village()
  await ana.call(changeWorkspace, { colour: '#ffd400', name: 'Les <Tilleuls>' })
  await ana.call(inviteMember, { email: 'dan@exemple.test' })
  await settle()
  const { html } = mails.find((it) => it.to === 'dan@exemple.test')!
  expect(html).toContain('Les &lt;Tilleuls&gt;</td>')
  expect(html).not.toContain('#ffd400')
  expect(html).not.toContain('#175c54')
})
