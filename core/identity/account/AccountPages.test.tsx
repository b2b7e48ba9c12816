import { cleanup, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { changeMember } from '#core/workspaces/contract.ts'
import { device } from '#tests/device.ts'
import { PASSWORD, tokenIn, village } from '#tests/village.ts'
import { visit } from '#tests/visit.tsx'
import { logIn } from '../contract.ts'
import { DevicesPage } from '../devices/DevicesPage.tsx'
import { listDevices } from '../devices/contract.ts'
import { DataPage } from '../leaving/DataPage.tsx'
import { AddressPage } from '../moving/AddressPage.tsx'
import { readAddress } from '../moving/contract.ts'
import { ProfilePage } from '../ProfilePage.tsx'
import { listTokens } from '../tokens/contract.ts'
import { TokensPage } from '../tokens/TokensPage.tsx'

const NEW = 'bob.nouveau@exemple.test'

test('a phone number is checked as it is typed and kept as it is dialled', async () => {
  const { bob } = await village()
  const page = await visit(<ProfilePage />, bob)
  await page.fill('Téléphone', '12')
  await page.press('Enregistrer')
  expect(await page.fault('Téléphone')).toContain('Exemple : +32 470 12 34 56')
})

test('another address: asked, shown while it waits, confirmed in both mailboxes', async () => {
  const { bob, mails, settle } = await village()
  const page = await visit(<ProfilePage />, bob)
  await page.press('Changer d’adresse')
  await page.fill('Nouvelle adresse', NEW)
  await page.fill('Mot de passe', PASSWORD)
  await page.press('Envoyer les deux messages')
  await page.sees(`Changement vers ${NEW}`)

  await settle()
  for (const [to, said] of [
    [bob.email, 'C’est noté'],
    [NEW, 'Votre adresse a changé'],
  ] as const) {
    const token = tokenIn(mails.findLast((it) => it.to === to)!)
    cleanup()
    const link = await visit(<AddressPage />, bob, { at: `/address?token=${token}` })
    await link.press('Confirmer')
    await link.sees(said)
  }
  expect((await bob.call(readAddress)).email).toBe(NEW)
})

test('a change that somebody else asked for is refused from the mail', async () => {
  const { bob, mails, settle } = await village()
  const page = await visit(<ProfilePage />, bob)
  await page.press('Changer d’adresse')
  await page.fill('Nouvelle adresse', NEW)
  await page.fill('Mot de passe', PASSWORD)
  await page.press('Envoyer les deux messages')
  await page.sees(`Changement vers ${NEW}`)
  await settle()
  const token = tokenIn(mails.findLast((it) => it.to === bob.email)!)
  cleanup()
  const link = await visit(<AddressPage />, bob, { at: `/address?token=${token}` })
  await link.press('Ce n’est pas moi : refuser')
  await link.sees('Rien n’a changé')
  expect((await bob.call(readAddress)).change).toBeNull()
})

test('a lent computer is logged out from the list', async () => {
  const here = await village()
  const { bob } = here
  const lent = device(here)
  await lent.call(logIn, { email: bob.email, password: PASSWORD })
  const page = await visit(<DevicesPage />, bob)
  await page.press('Déconnecter')
  await page.sees('Aucun autre appareil')
  await expect(lent.call(listDevices)).rejects.toThrow('not-signed-in')
})

test('a token is shown once, then known by its name', async () => {
  const { bob } = await village()
  const page = await visit(<TokensPage />, bob)
  await page.sees('Aucun jeton')
  await page.press('Nouveau jeton')
  await page.fill('Pour quel programme ?', 'Sauvegarde du lundi')
  await page.choose('Durée', 'Sans fin')
  await page.sees(/reste valable s’il est volé/)
  await page.user.click(await page.screen.findByRole('radio', { name: /Choisir les droits/ }))
  const school = within(await page.screen.findByRole('region', { name: 'À l’école' }))
  await page.user.click(school.getByLabelText('voir les échanges et les offres'))
  await page.fill('Mot de passe', PASSWORD)
  await page.press('Créer le jeton')
  const shown = (await page.screen.findByLabelText('Jeton')) as HTMLInputElement
  expect(shown.value).toMatch(/^socle_/)
  await page.press('J’ai copié le jeton')
  await page.sees('Sauvegarde du lundi')
  page.seesNot('Copiez ce jeton maintenant')
  await page.sees('voir les échanges et les offres')
  expect((await bob.call(listTokens)).items).toMatchObject([
    { access: 'chosen', permissions: ['exchange.read'], expiresAt: null },
  ])
})

test('the last owner is led to whom to hand over', async () => {
  const { ana, bob } = await village()
  const page = await visit(<DataPage />, ana)
  await page.sees('Un espace a besoin de vous')
  await page.sees('École du Tilleul')
  await ana.call(changeMember, { memberId: bob.id, roles: ['owner'] })
})

test('leaving for good asks the word and the password', async () => {
  const { bob } = await village()
  const page = await visit(<DataPage />, bob)
  await page.sees('Vous quittez vos espaces : École du Tilleul.')
  await page.press('Supprimer mon compte…')
  await page.fill('Écrivez « supprimer »', 'oui')
  await page.fill('Mot de passe', 'pas le bon')
  await page.press('Supprimer définitivement')
  expect(await page.fault('Écrivez « supprimer »')).toContain('exactement')
  await page.fill('Écrivez « supprimer »', 'Supprimer')
  await page.press('Supprimer définitivement')
  await page.sees('Le mot de passe actuel est incorrect.')
})
