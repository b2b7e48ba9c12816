import { expect, test, vi } from 'vitest'
import { readPlan } from '#core/plans/contract.ts'
import { PASSWORD, person, village, voice } from '#tests/village.ts'
import { visit } from '#tests/visit.tsx'
import { DomainPage } from '../domains/DomainPage.tsx'
import { resolver } from '../domains/contract.ts'
import { DangerPage } from '../settings/DangerPage.tsx'
import { readLife } from './contract.ts'
import { InstallationWorkspacesPage } from './InstallationWorkspacesPage.tsx'

const open = { slug: 'tilleul', name: 'École du Tilleul' }

test('an owner closes the workspace with its name and a password, and takes it back', async () => {
  const { ana } = await village()
  const page = await visit(<DangerPage />, ana, { workspace: open })
  await page.press('Fermer l’espace')
  await page.fill('Nom de l’espace, pour être sûr', 'Tilleul')
  await page.fill('Mot de passe', PASSWORD)
  const close = () =>
    page.user.click(page.screen.getAllByRole('button', { name: 'Fermer l’espace' }).at(-1)!)
  await close()
  await page.sees('Ce n’est pas le nom de cet espace.')
  await page.fill('Nom de l’espace, pour être sûr', 'école du tilleul')
  await close()
  await page.sees(/sera effacé le/)
  expect((await ana.call(readLife)).state).toBe('cancelled')
  await page.press('Reprendre l’espace')
  await page.sees('Mettre l’espace en pause')
  expect((await ana.call(readLife)).state).toBe('active')
})

test('an administrator suspends with a word to the members, and lifts it', async () => {
  const here = await village()
  const root = await person(here, { name: 'Rita', admin: true })
  const rita = { ...root, id: root.accountId, call: voice(here.app, root.session, 'tilleul') }
  const page = await visit(<InstallationWorkspacesPage />, rita)
  await page.press('Actions pour École du Tilleul')
  await page.press('Suspendre')
  await page.user.type(await page.screen.findByLabelText(/Mot aux membres/), 'Facture 12')
  await page.user.click(page.screen.getAllByRole('button', { name: 'Suspendre' }).at(-1)!)
  await page.sees(/tilleul · Facture 12/)
  await page.press('Actions pour École du Tilleul')
  await page.press('Lever la suspension')
  await page.sees('École du Tilleul est à nouveau ouvert.')
})

test('a suspension may end by itself, on a day to come', async () => {
  const here = await village()
  const root = await person(here, { name: 'Rita', admin: true })
  const rita = { ...root, id: root.accountId, call: voice(here.app, root.session, 'tilleul') }
  const page = await visit(<InstallationWorkspacesPage />, rita)
  await page.press('Actions pour École du Tilleul')
  await page.press('Suspendre')
  const submit = () =>
    page.user.click(page.screen.getAllByRole('button', { name: 'Suspendre' }).at(-1)!)
  await page.user.type(await page.screen.findByLabelText(/Jusqu’au/), '2020-01-31')
  await submit()
  await page.sees('Choisissez un jour à venir.')
  const field = await page.screen.findByLabelText(/Jusqu’au/)
  await page.user.clear(field)
  await page.user.type(field, '2099-01-31')
  await submit()
  await page.sees(/est suspendu ; ses membres sont prévenus/)
  expect((await here.ana.call(readLife)).until).toBe(new Date('2099-01-31T23:59:59').toISOString())
})

test('an administrator changes the plan with a reason, and takes a planned change back', async () => {
  const here = await village()
  const root = await person(here, { name: 'Rita', admin: true })
  const rita = { ...root, id: root.accountId, call: voice(here.app, root.session, 'tilleul') }
  const page = await visit(<InstallationWorkspacesPage />, rita)
  const open = async () => {
    await page.press('Actions pour École du Tilleul')
    await page.press('Changer de formule')
  }
  await open()
  await page.sees('Aujourd’hui : Quartier.')
  await page.choose('Nouvelle formule', 'Grand large')
  await page.press('Changer la formule')
  expect((await here.ana.call(readPlan)).plan.name).toBe('free') // no reason yet
  await page.user.type(await page.screen.findByLabelText(/Pourquoi/), 'Fédération')
  await page.press('Changer la formule')
  await page.sees('La formule de École du Tilleul est changée.')
  expect((await here.ana.call(readPlan)).plan.name).toBe('unlimited')
  await open()
  await page.user.type(await page.screen.findByLabelText(/Pourquoi/), 'Fin de l’essai')
  await page.press('Changer la formule')
  await vi.waitFor(async () => expect((await here.ana.call(readPlan)).next).not.toBeNull())
  await open()
  await page.user.type(await page.screen.findByLabelText(/Pourquoi/), 'Ils restent')
  await page.press('Garder la formule actuelle')
  await page.sees('Le changement prévu est annulé.')
  expect((await here.ana.call(readPlan)).next).toBeNull()
})

test('an owner names a domain, reads what to pass on, and checks it', async () => {
  const here = await village()
  const found: string[] = []
  here.clients.set(resolver.name, { txt: async () => found })
  const page = await visit(<DomainPage />, here.ana)
  await page.fill('Votre domaine', 'localhost')
  await page.press('Continuer')
  await page.sees(/Ce n’est pas un nom de domaine utilisable/)
  await page.fill('Votre domaine', 'ecole.be')
  await page.press('Continuer')
  const value = await page.screen.findByLabelText('Valeur')
  await page.press('Vérifier maintenant')
  await page.sees(/L’enregistrement n’est pas encore visible/)
  found.push((value as HTMLTextAreaElement).value)
  await page.press('Vérifier maintenant')
  await page.sees('ecole.be mène à votre espace.')
})
