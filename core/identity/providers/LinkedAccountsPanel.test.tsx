import { expect, test } from 'vitest'
import { device } from '#tests/device.ts'
import { localProvider } from '#tests/provider.ts'
import { PASSWORD, person, voice, world } from '#tests/village.ts'
import { visit } from '#tests/visit.tsx'
import { LoginPage } from '../LoginPage.tsx'
import { identityProviders, type Provider } from './contract.ts'
import { SecurityPage } from '../SecurityPage.tsx'

const there = await localProvider()
const google = { GOOGLE_CLIENT_ID: 'g', GOOGLE_CLIENT_SECRET: 'a secret' }

/** The page would leave for the provider: where to is all that a page's test sees. */
function departures() {
  const seen: string[] = []
  location.assign = (to) => void seen.push(String(to))
  return seen
}

async function somebody(env: Record<string, string>) {
  const here = await world(env)
  const ana = await person(here, { name: 'Ana' })
  const call = voice(here.app, ana.session, '')
  return { ...here, ana: { ...ana, id: ana.accountId, call } }
}

test('the page of log-in names each provider and leaves for the chosen one', async () => {
  const here = await somebody({ ...google, ...there.env })
  const left = departures()
  const page = await visit(<LoginPage />, device(here), { guest: true, at: '/login?to=%2Fapp%2Fx' })
  await page.sees('Continuer avec Google')
  await page.press('Continuer avec École du Tilleul')
  await expect.poll(() => left[0]).toContain(`${there.url}/authorize?`)
})

test('where no provider is configured there is no button', async () => {
  const here = await somebody({})
  const page = await visit(<LoginPage />, device(here), { guest: true })
  await page.sees('Se connecter')
  page.seesNot(/Continuer avec/)
})

test('a provider that does not answer is said, and the page stays', async () => {
  const here = await somebody(there.env)
  const silent = async () => ({ refused: 'unavailable', reason: 'no connection' }) as const
  const provider = { name: 'oidc', label: 'École du Tilleul', key: 'oidc' }
  const down: Provider = { ...provider, authorize: silent, identify: silent }
  here.clients.set(identityProviders.name, [down])
  const left = departures()
  const page = await visit(<LoginPage />, device(here), { guest: true, locale: 'nl-BE' })
  await page.press('Doorgaan met École du Tilleul')
  await page.sees(/^De aanmelddienst antwoordt niet/)
  expect(left).toEqual([])
})

test.for([
  ['fr-BE', /^Un compte existe déjà avec cette adresse/],
  ['nl-BE', /^Er bestaat al een account met dit adres/],
  ['en', /^An account with this address exists already/],
] as const)('what went wrong elsewhere is said in %s', async ([locale, sentence]) => {
  const here = await somebody(there.env)
  const at = '/login?problem=identity%2Flink-from-inside'
  const page = await visit(<LoginPage />, device(here), { guest: true, locale, at })
  await page.sees(sentence)
})

test('an address cannot make the page say anything else', async () => {
  const here = await somebody(there.env)
  const at = '/login?problem=identity%2Fwrong-password'
  const page = await visit(<LoginPage />, device(here), { guest: true, at })
  await page.sees('Continuer avec École du Tilleul')
  page.seesNot('Le mot de passe actuel est incorrect.')
})

test('who links proves first who they are, and unlinks after a question', async () => {
  const here = await somebody(there.env)
  const left = departures()
  const { key } = (here.clients.get('identity-providers') as { key: string }[])[0]!
  const page = await visit(<SecurityPage />, here.ana)
  await page.sees('Aucun compte extérieur n’ouvre le vôtre.')
  await page.press('Lier École du Tilleul')
  await page.user.type(page.screen.getAllByLabelText('Mot de passe').at(-1)!, PASSWORD)
  await page.press('Continuer')
  await expect.poll(() => left[0]).toContain(`${there.url}/authorize?`)

  const at = here.app.now()
  await here.app.system(({ db }) =>
    db
      .insertInto('identities')
      .values({
        provider: key,
        subject: 'ana',
        accountId: here.ana.id,
        email: 'ana@ailleurs.test',
        createdAt: at,
        lastUsedAt: at,
      })
      .execute(),
  )
  const again = await visit(<SecurityPage />, here.ana)
  await again.sees(/ana@ailleurs\.test · Lié le/)
  await again.press('Délier')
  await again.user.type(again.screen.getAllByLabelText('Mot de passe').at(-1)!, PASSWORD)
  await again.user.click((await again.screen.findAllByRole('button', { name: 'Délier' })).at(-1)!)
  await expect
    .poll(async () => {
      const db = here.app.readRegistry((it) => it.selectFrom('identities').selectAll().execute())
      return (await db).length
    })
    .toBe(0)
})
