import { expect, test } from 'vitest'
import { authenticator } from '#tests/authenticator.ts'
import { codeIn, PASSWORD, village, world } from '#tests/village.ts'
import { visit } from '#tests/visit.tsx'
import { addPasskey, readFactors, startPasskey } from './contract.ts'
import { PasskeysPanel } from './PasskeysPanel.tsx'

async function holder() {
  const place = await world({ PUBLIC_URL: 'https://ecole.example' })
  const here = await village({ in: place })
  const { ana } = here
  const key = authenticator({ origin: 'https://ecole.example', rpId: 'ecole.example' })
  const options = await ana.call(startPasskey, { password: PASSWORD })
  await ana.call(addPasskey, { name: 'Téléphone de Ana', credential: key.register(options) })
  return here
}

const panel = (
  <>
    <h1>…</h1>
    <PasskeysPanel />
  </>
)

test('nobody has passkeys at first, and the page says how to begin', async () => {
  const { ana } = await village()
  const page = await visit(panel, ana)
  await page.sees('Aucune clé d’accès')
  await page.press('Ajouter une clé d’accès')
  await page.screen.findByLabelText('Nom')
  await page.fill('Nom', '')
  await page.press('Créer la clé d’accès')
  await page.sees(/^2 champs/)
})

test('Ana renames a passkey and removes it', async () => {
  const { ana } = await holder()
  const page = await visit(panel, ana)
  await page.sees('Téléphone de Ana')
  await page.press('Actions pour Téléphone de Ana')
  await page.press('Renommer')
  await page.fill('Nom', 'Ordinateur')
  await page.press('Renommer')
  await page.sees('Ordinateur')
  await page.press('Actions pour Ordinateur')
  await page.press('Retirer')
  await page.fill('Mot de passe', PASSWORD)
  await page.user.click((await page.screen.findAllByRole('button', { name: 'Retirer' })).at(-1)!)
  await page.sees('Aucune clé d’accès')
  expect((await ana.call(readFactors)).passkeys).toEqual([])
})

test('the last way in is kept, and the page says what to do', async () => {
  const { ana, app, mails, settle } = await holder()
  await app.system(({ db }) => db.updateTable('accounts').set({ passwordHash: null }).execute())
  const page = await visit(panel, ana)
  await page.press('Actions pour Téléphone de Ana')
  await page.press('Retirer')
  await page.press('Recevoir un code par e-mail')
  await settle()
  await page.fill('Code reçu par e-mail', codeIn(mails.at(-1)!))
  await page.user.click((await page.screen.findAllByRole('button', { name: 'Retirer' })).at(-1)!)
  await page.sees(/votre seul moyen d’entrer/)
})
