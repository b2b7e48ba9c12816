import { cleanup } from '@testing-library/react'
import { expect, test } from 'vitest'
import { village } from '#tests/village.ts'
import { visit } from '#tests/visit.tsx'
import { CharterEditPage } from './CharterEditPage.tsx'
import { CharterPage } from './CharterPage.tsx'
import * as membership from './contract.ts'
import { MemberPage } from './MemberPage.tsx'
import { MembershipPage } from './MembershipPage.tsx'
import { MembersPage } from './MembersPage.tsx'
import { SettingsPage } from './SettingsPage.tsx'

const school = () => village({ kind: 'school' })
const settings = { needsOffer: true, feeCents: 1000, lowestBound: -600, highestBound: 1200 }

test('Driss sees what is still asked of him, reads the charter and accepts it', async () => {
  const { admin, neighbour, settle } = await school()
  await admin.call(membership.changeMembershipSettings, settings)
  await admin.call(membership.writeCharter, { fr: 'Une heure vaut une heure.', nl: 'Een uur.' })
  await admin.call(membership.publishCharter, {})
  const driss = await neighbour('Driss', 'member')
  await settle()
  const page = await visit(<MembershipPage />, driss)
  await page.sees('À compléter')
  await page.sees('Accepter la charte')
  await page.sees('Publier au moins une offre')
  await page.sees(/Payer la cotisation : 10/)

  cleanup()
  const charter = await visit(<CharterPage />, driss)
  await charter.sees('Une heure vaut une heure.')
  await charter.press('J’ai lu et j’accepte')
  await charter.sees(/Vous l’avez acceptée le/)
  expect((await driss.call(membership.readCharter)).charter!.acceptedAt).not.toBeNull()
})

test('in Dutch the charter is read in Dutch', async () => {
  const { admin, bob } = await school()
  await admin.call(membership.writeCharter, { fr: 'Une heure.', nl: 'Een uur is een uur.' })
  await admin.call(membership.publishCharter, {})
  const page = await visit(<CharterPage />, bob, { locale: 'nl-BE' })
  await page.sees('Een uur is een uur.')
  await page.sees('Ik heb gelezen en aanvaard')
})

test('Bob leaves the exchange after being asked, and comes back', async () => {
  const { bob } = await school()
  const page = await visit(<MembershipPage />, bob)
  await page.sees('Active')
  await page.press('Quitter l’échange')
  const sure = await page.screen.findByRole('dialog')
  const [confirm] = [...sure.querySelectorAll('button')].filter(
    (it) => it.textContent === 'Quitter l’échange',
  )
  await page.user.click(confirm!)
  await page.sees('Terminée')
  await page.press('Revenir dans l’échange')
  await page.sees('Active')
  expect((await bob.call(membership.readMembership)).balance).toBe(120)
})

test('an administrator finds Bob, sets his limits and suspends him with a reason', async () => {
  const { ana, bob } = await school()
  const list = await visit(<MembersPage />, ana)
  await list.sees('Bob')
  const at = { at: `/exchange/members/${bob.id}`, path: '/exchange/members/$id' }
  cleanup()
  const page = await visit(<MemberPage />, ana, at)
  await page.fill('Solde le plus bas', '-900')
  await page.fill('Solde le plus haut', '900')
  await page.user.click((await page.screen.findAllByRole('button', { name: 'Enregistrer' }))[0]!)
  await page.sees(/restent entre/)
  await page.fill('Solde le plus bas', '-450')
  await page.user.click((await page.screen.findAllByRole('button', { name: 'Enregistrer' }))[0]!)
  await page.sees('Limites enregistrées')
  expect(await bob.call(membership.readMembership)).toMatchObject({ lowest: -450, highest: 900 })

  await page.press('Suspendre')
  await page.fill('Motif', 'Trop de plaintes')
  const buttons = await page.screen.findAllByRole('button', { name: 'Suspendre' })
  await page.user.click(buttons.at(-1)!)
  await page.sees('Suspendue')
  cleanup()
  const mine = await visit(<MembershipPage />, bob)
  await mine.sees(/Trop de plaintes/)
})

test('an administrator asks a fee in euros, writes a charter and publishes it', async () => {
  const { admin } = await school()
  const page = await visit(<SettingsPage />, admin)
  await page.fill('Cotisation', '10,50')
  await page.press('Enregistrer')
  await page.sees('Réglages enregistrés')
  expect(await admin.call(membership.readMembershipSettings)).toMatchObject({ feeCents: 1050 })

  cleanup()
  const charter = await visit(<CharterEditPage />, admin)
  await charter.fill('Français', 'Une heure vaut une heure.')
  await charter.press('Enregistrer le brouillon')
  await charter.sees('Brouillon enregistré')
  await charter.press('Publier')
  const dialog = await charter.screen.findByRole('dialog')
  const publish = [...dialog.querySelectorAll('button')].findLast(
    (it) => it.textContent === 'Publier',
  )
  await charter.user.click(publish!)
  await charter.sees('Versions publiées')
  await charter.sees(/0 acceptations sur/)
})
