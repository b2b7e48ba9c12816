import { expect, test } from 'vitest'
import { nameOf } from '#kernel/call.ts'
import type { Endpoint, Problem } from '#kernel/contract.ts'
import { newId } from '#kernel/ids.ts'
import { proposePayment } from '#modules/school/exchange/contract.ts'
import { createOffer } from '#modules/school/offers/contract.ts'
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
    // What a school has: the modules of other kinds are not there, whatever its state.
    const isHere = (it: Endpoint) => {
      const { layer, name } = app.routeOf(it).part
      return layer === 'core' || workspace.modules.includes(name)
    }
    const endpoints = app.endpoints.filter((it) => it.scope === 'workspace' && isHere(it))
    const reads = endpoints.filter((it) => it.method === 'GET')
    // What ends the state itself: lifecycle.test.ts
    const writes = endpoints.filter((it) => it.method !== 'GET' && !it.evenClosed)
    const anything = { ...ids, memberId: newId(), invitationId: newId(), module: 'school' }
    const outcomes = async (asked: readonly Endpoint[], input: object) => {
      const found: Record<string, string> = {}
      for (const it of asked)
        found[nameOf(it)] = await ana
          .call(it, input as never)
          .then(() => 'answered')
          .catch(({ status, code, facts }: Problem) => `${status} ${code} ${facts['state'] ?? ''}`)
      return found
    }

    const before = await outcomes(reads, ids)
    const unanswered = Object.entries(before).filter(([, it]) => it !== 'answered')
    // Only what names a row that this school has not got, or asks a question of its own, stays without an answer.
    expect(unanswered.filter(([, it]) => !/^(400|404) /.test(it))).toEqual([])
    expect(reads.length - unanswered.length).toBeGreaterThan(reads.length / 2)
    await app.system(({ db }) =>
      db.updateTable('workspaces').set({ state }).where('id', '=', workspace.id).execute(),
    )
    expect(await outcomes(reads, ids)).toEqual(before)
    const code = state === 'cancelled' ? 'workspace-cancelled' : 'workspace-closed'
    const refused = writes.map((it) => [nameOf(it), `409 ${code} ${state}`])
    expect(await outcomes(writes, anything)).toEqual(Object.fromEntries(refused))
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
