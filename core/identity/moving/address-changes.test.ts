import { expect, test } from 'vitest'
import { listMembers } from '#core/workspaces/contract.ts'
import type { Endpoint } from '#kernel/contract.ts'
import { HOUR } from '#kernel/time.ts'
import { device } from '#tests/device.ts'
import { codeIn, PASSWORD, tokenIn, village } from '#tests/village.ts'
import { changePassword, forgotPassword, logIn, register, resetPassword } from '../contract.ts'
import { listDevices } from '../devices/contract.ts'
import { mailProofCode } from '../factors/contract.ts'
import {
  askAddressChange,
  cancelAddressChange,
  confirmAddressChange,
  previewAddressChange,
  readAddress,
  refuseAddressChange,
} from './contract.ts'

const NEW = 'Bob.Nouveau@exemple.test'
const LINK_EXPIRED = 'identity/link-expired'

/** Bob asked for the change; the two links wait in two mailboxes. */
async function asked(to = NEW) {
  const here = await village()
  const { bob, mails, settle, nobody } = here
  await bob.call(askAddressChange, { email: to, password: PASSWORD })
  await settle()
  const mailTo = (address: string) => mails.findLast((it) => it.to === address)!
  const by = (endpoint: Endpoint<any, any>, token: string): Promise<any> =>
    nobody.call(endpoint, { token })
  return { ...here, mailTo, by, old: tokenIn(mailTo(bob.email)), fresh: tokenIn(mailTo(to)) }
}

test('an address changes once both mailboxes have confirmed, and then everywhere', async () => {
  const here = await asked()
  const { bob, ana, old, fresh, by, settle } = here
  const elsewhere = device(here)
  await elsewhere.call(logIn, { email: bob.email, password: PASSWORD })

  expect(await by(previewAddressChange, old)).toEqual({ from: bob.email, to: NEW, side: 'old' })
  expect(await by(confirmAddressChange, old)).toEqual({ isChanged: false, email: NEW })
  const half = await bob.call(readAddress)
  expect(half).toMatchObject({ email: bob.email })
  expect(half.change).toMatchObject({ email: NEW, oldConfirmed: true, newConfirmed: false })

  expect(await by(confirmAddressChange, fresh)).toEqual({ isChanged: true, email: NEW })
  await settle()
  expect(await bob.call(readAddress)).toMatchObject({ email: NEW, change: null })
  const { items } = await ana.call(listMembers, { search: 'Bob' })
  expect(items[0]!.email).toBe(NEW)
  await expect(elsewhere.call(listDevices)).rejects.toThrow('not-signed-in')
  const again = device(here)
  await again.call(logIn, { email: 'bob.nouveau@exemple.test', password: PASSWORD })
  await expect(again.call(logIn, { email: bob.email, password: PASSWORD })).rejects.toThrow(
    'identity/wrong-credentials',
  )
})

test('a link serves once, and ends after a day', async () => {
  const { by, old, fresh, clock, bob } = await asked()
  await by(confirmAddressChange, old)
  await expect(by(confirmAddressChange, old)).rejects.toThrow(LINK_EXPIRED)
  await expect(by(previewAddressChange, old)).rejects.toThrow(LINK_EXPIRED)
  clock.advance(24 * HOUR)
  await expect(by(confirmAddressChange, fresh)).rejects.toThrow(LINK_EXPIRED)
  expect(await bob.call(readAddress)).toMatchObject({ email: bob.email, change: null })
})

test('a made-up link, or the one of another mailbox, opens nothing', async () => {
  const { by, old } = await asked()
  const forged = old.replace('.old.', '.new.')
  for (const token of [forged, `${old}x`, 'x.y.z', 'nothing'])
    await expect(by(confirmAddressChange, token)).rejects.toThrow(LINK_EXPIRED)
})

test('both links at the same moment change the address once', async () => {
  const { by, old, fresh, bob } = await asked()
  const outcomes = await Promise.allSettled(
    [old, fresh, old, fresh].map((token) => by(confirmAddressChange, token)),
  )
  const done = outcomes.filter((it) => it.status === 'fulfilled').map((it) => it.value.isChanged)
  expect(done.toSorted()).toEqual([false, true])
  expect((await bob.call(readAddress)).email).toBe(NEW)
})

test('either mailbox, the page, a new password or another request cancels it', async () => {
  const first = await asked()
  await first.by(refuseAddressChange, first.fresh)
  await expect(first.by(confirmAddressChange, first.old)).rejects.toThrow(LINK_EXPIRED)

  const second = await asked()
  await second.bob.call(cancelAddressChange)
  await expect(second.by(confirmAddressChange, second.old)).rejects.toThrow(LINK_EXPIRED)

  const third = await asked()
  const password = 'une autre phrase assez longue'
  await third.bob.call(changePassword, { current: PASSWORD, password })
  await expect(third.by(confirmAddressChange, third.fresh)).rejects.toThrow(LINK_EXPIRED)

  const fourth = await asked()
  await fourth.nobody.call(forgotPassword, { email: fourth.bob.email })
  await fourth.settle()
  const token = tokenIn(fourth.mailTo(fourth.bob.email))
  await fourth.nobody.call(resetPassword, { token, password })
  await expect(fourth.by(confirmAddressChange, fourth.old)).rejects.toThrow(LINK_EXPIRED)

  const fifth = await asked()
  await fifth.bob.call(askAddressChange, { email: 'autre@exemple.test', password: PASSWORD })
  await expect(fifth.by(confirmAddressChange, fifth.old)).rejects.toThrow(LINK_EXPIRED)
})

test('two requests at once leave one change', async () => {
  const { bob, app } = await village()
  const password = PASSWORD
  await Promise.allSettled(
    ['un', 'deux', 'trois'].map((it) =>
      bob.call(askAddressChange, { email: `${it}@exemple.test`, password }),
    ),
  )
  const rows = await app.readRegistry((db) => db.selectFrom('addressChanges').selectAll().execute())
  expect(rows).toHaveLength(1)
})

test('the password is asked, and the present address refused', async () => {
  const { bob } = await village()
  await expect(bob.call(askAddressChange, { email: NEW })).rejects.toThrow('identity/proof-needed')
  const wrong = { email: NEW, password: 'pas le bon' }
  await expect(bob.call(askAddressChange, wrong)).rejects.toThrow('identity/wrong-password')
  const same = { email: ' BOB@exemple.test ', password: PASSWORD }
  await expect(bob.call(askAddressChange, same)).rejects.toThrow('identity/same-address')
})

test('without a password a mailed code asks, and both mailboxes confirm', async () => {
  const here = await village()
  const { bob, app, settle, mails } = here
  await app.system(({ db }) =>
    db
      .updateTable('accounts')
      .set({ passwordHash: null })
      .where('id', '=', bob.accountId)
      .execute(),
  )
  await bob.call(mailProofCode)
  await settle()
  await bob.call(askAddressChange, { email: NEW, code: codeIn(mails.at(-1)!) })
  await settle()
  for (const address of [NEW, bob.email]) {
    const token = tokenIn(mails.findLast((it) => it.to === address)!)
    await here.nobody.call(confirmAddressChange, { token })
  }
  expect((await bob.call(readAddress)).email).toBe(NEW)
})

test('a mistyped address that was never confirmed need not confirm', async () => {
  const here = await village()
  const { bob, app, settle, mails } = here
  await app.system(({ db }) =>
    db.updateTable('accounts').set({ verifiedAt: null }).where('id', '=', bob.accountId).execute(),
  )
  await bob.call(askAddressChange, { email: NEW, password: PASSWORD })
  await settle()
  const token = tokenIn(mails.findLast((it) => it.to === NEW)!)
  expect(await here.nobody.call(confirmAddressChange, { token })).toMatchObject({ isChanged: true })
})

test('an address that has an account answers alike, and only its owner reads why', async () => {
  const { bob, cloe, mails, settle } = await village()
  expect(await bob.call(askAddressChange, { email: cloe.email, password: PASSWORD })).toEqual({
    done: true,
  })
  await settle()
  expect(mails.find((it) => it.to === cloe.email)!.text).not.toContain('/address?token=')
  expect((await bob.call(readAddress)).change).toMatchObject({ email: cloe.email })
})

test('who registers with the address meanwhile keeps it', async () => {
  const { by, old, fresh, bob, nobody } = await asked()
  await by(confirmAddressChange, old)
  await nobody.call(register, { email: NEW, password: 'le chat dort sur le piano', name: 'Dora' })
  await expect(by(confirmAddressChange, fresh)).rejects.toThrow('identity/address-taken')
  expect(await bob.call(readAddress)).toMatchObject({ email: bob.email, change: null })
})

test('a registration at the same moment: one of the two has the address, and nothing breaks', async () => {
  const { by, old, fresh, nobody, app } = await asked()
  await by(confirmAddressChange, old)
  const registration = { email: NEW, password: 'le chat dort sur le piano', name: 'Dora' }
  const [moved, registered] = await Promise.allSettled([
    by(confirmAddressChange, fresh),
    nobody.call(register, registration),
  ])
  expect(registered.status).toBe('fulfilled')
  if (moved.status === 'rejected') expect(String(moved.reason)).toContain('identity/address-taken')
  const owners = await app.readRegistry((db) =>
    db.selectFrom('accounts').select('name').where('email', '=', NEW.toLowerCase()).execute(),
  )
  expect(owners).toEqual([{ name: moved.status === 'fulfilled' ? 'Bob' : 'Dora' }])
})
