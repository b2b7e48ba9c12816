import { cleanup } from '@testing-library/react'
import { expect, test } from 'vitest'
import { transferProposed } from '#modules/school/exchange/notices.ts'
import { village } from '#tests/village.ts'
import { visit } from '#tests/visit.tsx'
import { notify } from './api.ts'
import { countNotices } from './contract.ts'
import { NoticesPage } from './NoticesPage.tsx'
import { HousePage } from './preferences/HousePage.tsx'
import { readPreferences, readRules } from './preferences/contract.ts'
import { PreferencesPage } from './preferences/PreferencesPage.tsx'

const facts = { name: 'Bob', units: { say: 'exchange.units', count: 60 }, quote: 'Couture' }

test('one’s notices: an empty list says so, and all are read at once', async () => {
  const { ana, app, workspace } = await village()
  const empty = await visit(<NoticesPage />, ana)
  await empty.sees('Vous avez tout lu')
  const tell = (key: string) => {
    const told = { notice: transferProposed, to: [ana.id], key, facts, path: '/exchange' as const }
    return app.system((ctx) => notify(ctx, told), workspace)
  }
  await tell('1')
  await tell('2')
  cleanup()
  const page = await visit(<NoticesPage />, ana)
  await page.press('Tout marquer comme lu')
  await page.sees('Vous avez tout lu')
  expect(await ana.call(countNotices)).toEqual({ unread: 0 })
})

test('what comes by mail is chosen for oneself, and by the administration for a role', async () => {
  const { ana, bob } = await village()
  const page = await visit(<PreferencesPage />, bob)
  await page.choose('Vos échanges', 'Jamais')
  await page.press('Enregistrer')
  await page.sees('Vos choix sont enregistrés.')
  const { groups } = await bob.call(readPreferences, {})
  expect(groups.filter((it) => it.mail === 'never').map((it) => it.text)).toEqual(['Vos échanges'])

  cleanup()
  const settings = await visit(<HousePage />, ana)
  await settings.choose('Quelqu’un vous demande des unités', 'Dans le résumé')
  await settings.press('Enregistrer')
  await settings.sees('C’est enregistré pour ce rôle.')
  const { rules } = await ana.call(readRules, {})
  expect(rules).toEqual([{ notice: 'exchange/transfer-requested', role: 'owner', mail: 'digest' }])
})
