import { expect, test } from 'vitest'
import { nameOf } from '#kernel/call.ts'
import type { Problem } from '#kernel/contract.ts'
import { newId } from '#kernel/ids.ts'
import { createOffer, proposePayment } from '#modules/school/exchange/contract.ts'
import { tokenIn, village } from '#tests/village.ts'
import { inviteMember, listWorkspaces } from './contract.ts'

/** A school with one of each thing that an endpoint reads. */
async function lived() {
  const here = await village()
  const { ana, bob, settle, mails } = here
  const offer = await ana.call(createOffer, { title: 'Piano', category: 'music' })
  const thanks = { receiverId: bob.id, units: 60, reason: 'Merci' }
  const transfer = await ana.call(proposePayment, thanks)
  await ana.call(inviteMember, { email: 'dan@exemple.test' })
  await settle()
  const token = tokenIn(mails.findLast((it) => it.to === 'dan@exemple.test')!)
  return { ...here, ids: { offerId: offer.id, transferId: transfer.id, token } }
}

test.for(['suspended', 'cancelled'] as const)(
  'T-C6: a %s workspace is read and exported, and nothing else',
  async (state) => {
    const { app, ana, workspace, ids } = await lived()
    await app.system(({ db }) =>
      db.updateTable('workspaces').set({ state }).where('id', '=', workspace.id).execute(),
    )
    const anything = { ...ids, memberId: newId(), invitationId: newId(), module: 'school' }
    const outcomes: Record<string, string> = {}
    const expected: Record<string, string> = {}
    for (const endpoint of app.endpoints.filter((it) => it.scope === 'workspace')) {
      const isRead = endpoint.method === 'GET'
      expected[nameOf(endpoint)] = isRead ? 'answered' : `409 workspace-closed ${state}`
      outcomes[nameOf(endpoint)] = await ana
        .call(endpoint, isRead ? ids : anything)
        .then(() => 'answered')
        .catch((it: Problem) => `${it.status} ${it.code} ${(it.facts as { state?: string }).state}`)
    }
    expect(outcomes).toEqual(expected)
    expect((await ana.call(listWorkspaces)).items).toMatchObject([{ slug: 'tilleul', state }])
  },
)

test('T-C6: a suspension acts at the next request, and so does its end', async () => {
  const { app, ana, workspace } = await village()
  const become = (state: 'suspended' | 'active') =>
    app.system(({ db }) =>
      db.updateTable('workspaces').set({ state }).where('id', '=', workspace.id).execute(),
    )
  const invited = (email: string) => ana.call(inviteMember, { email })
  await become('suspended')
  await expect(invited('dan@exemple.test')).rejects.toThrow('workspace-closed')
  await become('active')
  expect(await invited('dan@exemple.test')).toMatchObject({ email: 'dan@exemple.test' })
})
