import { expect, test } from 'vitest'
import { changeMember } from '#core/workspaces/contract.ts'
import { createOffer } from '#modules/school/offers/contract.ts'
import { village } from '#tests/village.ts'
import { visit } from '#tests/visit.tsx'
import { grantSupport } from '../support/contract.ts'
import { SupportBanner } from '../support/SupportBanner.tsx'
import { SupportPage } from '../support/SupportPage.tsx'
import { AuditPage } from './AuditPage.tsx'

test('an owner reads who did what, and narrows it to one person', async () => {
  const { ana, bob } = await village()
  await bob.call(createOffer, { title: 'Piano', category: 'music' })
  await ana.call(changeMember, { memberId: bob.id, roles: ['staff'] })
  const page = await visit(<AuditPage />, ana)
  await page.sees('Rôles ou accès d’un membre modifiés')
  await page.sees('staff')
  await page.choose('Personne', bob.id)
  await page.sees('Offre publiée')
  const others = () => page.screen.queryAllByText('Rôles ou accès d’un membre modifiés').length
  await expect.poll(others).toBe(0)
  expect(page.address()).toContain(bob.id)
  expect(page.screen.getByText('Télécharger en CSV').closest('a')!.getAttribute('href')).toContain(
    `/audit/file?locale=fr-BE&actor=${bob.id}`,
  )
})

test('in Dutch too, and nothing found says what to do', async () => {
  const { ana } = await village()
  const page = await visit(<AuditPage />, ana, {
    locale: 'nl-BE',
    at: '/?severity=critical&days=1',
  })
  await page.sees('Geen handeling gevonden')
})

test('an owner opens the door for an hour and closes it', async () => {
  const { ana } = await village()
  const page = await visit(<SupportPage />, ana)
  await page.press('Ouvrir l’accès')
  expect(await page.fault('Pour quelle raison ?')).not.toBe('')
  await page.fill('Pour quelle raison ?', 'La page des membres reste vide')
  await page.press('Ouvrir l’accès')
  await page.sees('Lecture seule')
  await page.press('Fermer l’accès')
  await page.sees('Fermer l’accès maintenant ?')
  await page.user.click(
    page.screen.getAllByRole('button', { name: 'Fermer l’accès', hidden: true }).at(-1)!,
  )
  await page.sees('L’accès est fermé.')
})

test('who manages sees how long it is still open', async () => {
  const { ana, admin } = await village()
  await ana.call(grantSupport, { reason: 'Panne' })
  const page = await visit(
    <>
      <h1>Page</h1>
      <SupportBanner />
    </>,
    admin,
  )
  await page.sees(/encore (59|60) minutes/)
})
