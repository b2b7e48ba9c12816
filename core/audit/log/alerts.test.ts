import { expect, test } from 'vitest'
import { leaveForGood } from '#core/identity/leaving/contract.ts'
import { recount } from '#core/plans/api.ts'
import { changeMember } from '#core/workspaces/contract.ts'
import { REGISTRY } from '#kernel/context.ts'
import { MINUTE } from '#kernel/time.ts'
import { everything } from '#tests/traces.ts'
import { post, toldTo } from '#tests/told.ts'
import { PASSWORD, village } from '#tests/village.ts'
import { grantSupport } from '../support/contract.ts'
import { listActs } from './contract.ts'

const REASON = { reason: 'La page des membres reste vide' }

test('owners hear of a critical act once, by whom and when, and find it in the audit', async () => {
  const here = await village()
  const { app, ana, bob, cloe, settle, mails, clock } = here
  await ana.call(changeMember, { memberId: bob.id, roles: ['owner'] })
  await settle()
  mails.length = 0
  await ana.call(grantSupport, REASON)
  await settle()
  await settle()

  const path = '/settings/audit?severity=critical'
  for (const owner of [ana, bob]) {
    const [told, ...more] = (await toldTo(owner)).filter((it) => it.path === path)
    expect(more).toEqual([])
    expect(told).toMatchObject({
      title: expect.stringMatching(/^Acte critique\s: Accès de support ouvert$/),
      body: expect.stringMatching(/^Par\s: Ana\n\nMoment\s: samedi 21 novembre/),
      priority: 'urgent',
    })
  }
  expect(await toldTo(cloe)).toEqual([])
  const { items } = await ana.call(listActs, { severity: 'critical' })
  expect(items.map((it) => it.sentence)).toEqual(['Accès de support ouvert'])

  await post(here)
  const alarms = mails.filter((it) => it.subject.startsWith('Acte critique'))
  expect(alarms.map((it) => it.to).toSorted()).toEqual([ana.email, bob.email].toSorted())
  expect(alarms[0]!.text).toContain(`/app/tilleul${path}`)

  // The next act is another one; one that is refused is none.
  await expect(ana.call(grantSupport, REASON)).rejects.toThrow('support/')
  clock.advance(61 * MINUTE)
  await bob.call(grantSupport, REASON)
  await settle()
  expect((await toldTo(ana)).map((it) => it.body.split('\n')[0])).toEqual([
    expect.stringMatching(/Bob$/),
    expect.stringMatching(/Ana$/),
  ])

  // Bob's name goes with him, and what was told of others stays.
  await bob.call(leaveForGood, { password: PASSWORD })
  await settle()
  expect(await toldTo(ana)).toHaveLength(1)
  expect(await everything(app, here.workspace)).not.toContain('"who":"Bob"')
})

test('what the product does by itself alarms as well; what is less grave, or of the installation, does not', async () => {
  const { app, workspace, ana, settle } = await village()
  await app.system(async ({ db }) => {
    await db
      .updateTable('planCounters')
      .set({ used: 900 })
      .where('name', '=', 'members.active')
      .execute()
  }, workspace)
  await app.system((ctx) => recount(ctx), workspace)
  await app.system(({ audit }) => audit('members.changed', ana.id), workspace)
  await app.system(({ audit }) => audit('identity.admin-made', ana.accountId), REGISTRY)
  await settle()
  expect((await toldTo(ana)).map((it) => [it.title, it.body.split('\n')[0]])).toEqual([
    [
      expect.stringMatching(/^Acte critique\s: Compteurs corrigés$/),
      expect.stringMatching(/^Par\s: Socle, automatiquement$/),
    ],
  ])
})
