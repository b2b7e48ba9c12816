import { expect, test } from 'vitest'
import {
  deliver,
  maintenance,
  phone,
  photograph,
  publish,
  start,
  usualSteps,
} from '#tests/maintenance.ts'
import { visit } from '#tests/visit.tsx'
import sharp from 'sharp'
import { completeExecution } from '../executions/contract.ts'
import { listReports, shareReport } from './contract.ts'
import { ReportPage } from './ReportPage.tsx'
import { ReportsPage } from './ReportsPage.tsx'
import { Shared } from './SharedReportPage.tsx'

const done = (stepKey: string) => ({ kind: 'done', stepKey }) as const

test('from an empty list to a report, its files, and a link that a customer follows', async () => {
  const here = await maintenance()
  const { ana, bob, admin, clock, settle } = here
  const empty = await visit(<ReportsPage />, bob)
  await empty.sees('Aucun rapport pour le moment')

  const { versionId } = await publish(ana, usualSteps)
  const { id } = await start(bob, clock, { versionId })
  const mine = phone(bob, clock, id)
  const bytes = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#175c54' } }).jpeg().toBuffer() // prettier-ignore
  const photo = photograph('photo', bytes)
  const answer = { kind: 'measure', value: 40 } as const
  await mine.say(done('lock'), { kind: 'answered', stepKey: 'riso', answer, base: null }, done('riso'), photo.what, done('photo')) // prettier-ignore
  await deliver(here, bob, id, photo)
  await bob.call(completeExecution, { executionId: id })
  await settle()
  const list = await visit(<ReportsPage />, bob)
  await list.sees('Contrôle annuel')
  await list.sees('Prêt')

  const { items } = await bob.call(listReports, {})
  const { id: reportId, digest } = items[0]!
  const place = { at: `/reports/${reportId}`, path: '/reports/$id' }
  const own = await visit(<ReportPage />, bob, place)
  await own.sees('Contrôle annuel, version 1')
  await own.sees(digest!)
  const pdf = await own.screen.findByRole('link', { name: /Télécharger le PDF/ })
  expect(pdf.getAttribute('href')).toBe(`/api/w/here/reports/${reportId}/file?form=pdf`)
  expect(own.screen.queryByText('Lien pour le client')).toBeNull()

  const office = await visit(<ReportPage />, admin, place)
  await office.sees('Aucun lien pour ce rapport')
  await office.fill('Pour qui', 'Mairie de Nivelles')
  await office.press('Créer le lien')
  await office.sees('Le lien est créé')
  await office.sees('Pas encore ouvert')

  const link = await admin.call(shareReport, { reportId, name: 'Archives', days: 30 })
  const token = new URL(link.url).searchParams.get('token')!
  const guest = { guest: true, at: `/x?token=${token}` }
  const shared = await visit(<Shared slug="tilleul" />, bob, guest)
  await shared.sees('Rapport d’intervention n° 1')
  await shared.sees('École du Tilleul')
  const files = await shared.screen.findAllByRole('link', { name: /Télécharger le PDF/ })
  const file = files.at(-1)!
  expect(file.getAttribute('href')).toContain('/api/w/tilleul/reports/shared/file?token=')
  const wrong = await visit(<Shared slug="tilleul" />, bob, { guest: true, at: '/x?token=a.1.b' })
  await wrong.sees(/Ce lien n’est pas complet/)

  const later = await visit(<ReportPage />, admin, place)
  await later.sees('Consultations')
  await later.sees('Page ouverte')
})
