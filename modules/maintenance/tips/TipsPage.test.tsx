import { test } from 'vitest'
import { house } from '#tests/authors.ts'
import { visit } from '#tests/visit.tsx'
import { listTips } from './contract.ts'
import { NewTipPage } from './TipFormPage.tsx'
import { TipPage } from './TipPage.tsx'
import { TipsPage } from './TipsPage.tsx'

test('a technician proposes a tip, a reviewer publishes it, everybody finds it', async () => {
  const { technician, reviewer, cloe } = await house()
  const empty = await visit(<TipsPage />, technician)
  await empty.sees('Aucune astuce publiée')
  const form = await visit(<NewTipPage />, technician)
  await form.fill('Titre', 'Connecteur tiède')
  await form.fill('Ce qu’il faut savoir', 'Regarder le serre-câble.')
  await form.press('Proposer')
  await form.sees('Astuce proposée')
  const { items } = await technician.call(listTips, { view: 'mine' })
  const at = `/tips/${items[0]!.id}`
  const read = await visit(<TipPage />, reviewer, { path: '/tips/$id', at })
  await read.press('Publier')
  await read.sees('Astuce publiée')
  const list = await visit(<TipsPage />, cloe)
  await list.sees('Connecteur tiède')
})
