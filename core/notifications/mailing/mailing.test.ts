import { expect, test } from 'vitest'
import { NotFound, type NoticeFacts } from '#kernel/contract.ts'
import type { Context } from '#kernel/module.ts'
import { HOUR, MINUTE } from '#kernel/time.ts'
import { disputeNoted, disputeOpened } from '#modules/school/disputes/notices.ts'
import { membershipSuspended } from '#modules/school/membership/notices.ts'
import { transferCompleted, transferProposed } from '#modules/school/exchange/notices.ts'
import { post } from '#tests/told.ts'
import { type Neighbour, village } from '#tests/village.ts'
import { mailer, MailRefused } from '#core/mail/contract.ts'
import { notify, readAbout } from '../api.ts'
import { countNotices, listNotices, readAllNotices } from '../contract.ts'
import * as preferences from '../preferences/contract.ts'
import { openUnsubscribe, readWishes, saveWishes } from '../unsubscribing/contract.ts'

type Village = Awaited<ReturnType<typeof village>>
const units = { say: 'exchange.units', count: 60 }
const words = { name: 'Bob', units, quote: '', payer: 'Bob', receiver: 'Ana' }

const inside = <R>({ app, workspace }: Village, work: (ctx: Context<any>) => Promise<R>) =>
  app.system(work, workspace)
let keys = 0
const tell = (
  here: Village,
  to: Pick<Neighbour, 'id'>,
  notice: Parameters<typeof notify>[1]['notice'],
  about?: string,
) => {
  const told = { notice, to: [to.id], key: String(++keys), facts: words as NoticeFacts }
  const path = '/exchange' as const
  return inside(here, (ctx) => notify(ctx, { ...told, path, ...(about ? { about } : {}) }))
}
const mailsTo = ({ mails }: Village, { email }: { email: string }) =>
  mails.filter((it) => it.to === email)

test('five messages and three changes within ten seconds: one mail, eight notices (B-S16)', async () => {
  const here = await village()
  const { ana, clock } = here
  for (let i = 0; i < 8; i++) {
    if (i < 5) await tell(here, ana, disputeNoted, 'dispute/1')
    else await tell(here, ana, transferProposed, 'transfer/1')
    clock.advance(1200)
    await here.settle()
  }
  expect(await ana.call(countNotices)).toEqual({ unread: 8 })
  await post(here)
  await post(here, 20)
  const [mail, ...more] = mailsTo(here, ana)
  expect(more).toEqual([])
  expect(mail!.subject).toMatch(/^École du Tilleul\s: 8 nouvelles$/)
  expect(mail!.text.match(/\/app\/tilleul\/exchange$/gm)).toHaveLength(8)
})

test('at most one mail about one thing in fifteen minutes; what is read meanwhile is in none', async () => {
  const here = await village()
  const { ana, bob } = here
  await tell(here, ana, transferProposed, 'transfer/1')
  await post(here)
  expect(mailsTo(here, ana)).toHaveLength(1)
  for (let i = 0; i < 3; i++) await tell(here, ana, transferProposed, 'transfer/1')
  await post(here, 10)
  expect(mailsTo(here, ana)).toHaveLength(1)
  // Another thing does not wait for it, and does not bring it along.
  await tell(here, ana, disputeOpened, 'dispute/1')
  await post(here)
  expect(mailsTo(here, ana)[1]!.subject).toMatch(/conteste/)
  await post(here, 5)
  expect(mailsTo(here, ana)).toHaveLength(3)
  expect(mailsTo(here, ana)[2]!.subject).toMatch(/: 3 nouvelles$/)

  await tell(here, bob, transferCompleted, 'transfer/2')
  await post(here)
  await inside(here, (ctx) => readAbout(ctx, 'transfer/2', bob.id))
  await tell(here, bob, transferCompleted, 'transfer/3')
  await bob.call(readAllNotices, { until: here.clock.now().toISOString() })
  await post(here, 20)
  expect(mailsTo(here, bob)).toEqual([])
})

test('one budget: beyond four mails in an hour what does not press waits', async () => {
  const here = await village()
  const { ana } = here
  for (let i = 0; i < 6; i++) {
    await tell(here, ana, transferProposed, `transfer/${i}`)
    await post(here)
  }
  expect(mailsTo(here, ana)).toHaveLength(4)
  await tell(here, ana, disputeOpened, 'dispute/1')
  await post(here)
  expect(mailsTo(here, ana)).toHaveLength(5)
  await post(here, 60)
  expect(mailsTo(here, ana)).toHaveLength(5)
})

test('at night nothing is mailed but what is urgent; each by their own clock', async () => {
  const here = await village()
  const { ana, bob, clock } = here
  clock.advance(11 * HOUR + 5 * MINUTE) // 21:05 in Brussels
  const hours = { quiet: 'none', digest: 'daily', digestAt: '08:00' } as const
  await bob.call(preferences.savePreferences, { hours })
  for (const who of [ana, bob]) await tell(here, who, transferProposed)
  await post(here)
  expect([mailsTo(here, ana).length, mailsTo(here, bob).length]).toEqual([0, 1])
  await tell(here, ana, { ...membershipSuspended })
  await post(here)
  expect(mailsTo(here, ana).map((it) => it.subject)).toEqual([
    'Votre adhésion à l’échange est suspendue',
  ])
  clock.advance(9 * HOUR + 45 * MINUTE)
  await post(here)
  expect(mailsTo(here, ana)).toHaveLength(1)
  await post(here, 15)
  expect(mailsTo(here, ana)).toHaveLength(2)
})

test('a digest comes at its hour, with what is still unread', async () => {
  const here = await village()
  const { ana, clock } = here
  const group = transferProposed.group
  await ana.call(preferences.savePreferences, {
    groups: [{ group, mail: 'digest', push: true }],
    hours: { quiet: 'house', digest: 'daily', digestAt: '17:30' },
  })
  await tell(here, ana, transferProposed, 'transfer/1')
  await tell(here, ana, transferProposed, 'transfer/2')
  await post(here, 60)
  await inside(here, (ctx) => readAbout(ctx, 'transfer/1', ana.id))
  expect(mailsTo(here, ana)).toEqual([])
  clock.advance(6 * HOUR + 25 * MINUTE)
  await post(here, 10)
  const [mail, ...more] = mailsTo(here, ana)
  expect(more).toEqual([])
  expect(mail!.subject).toMatch(/^École du Tilleul\s: votre résumé$/)
  expect(mail!.text.match(/\/app\/tilleul\/exchange$/gm)).toHaveLength(1)
})

test('what the workspace settles for a role holds for who has not chosen; nobody ends what has to arrive', async () => {
  const here = await village()
  const { ana, bob, cloe, admin } = here
  const { name: notice, group } = transferProposed
  await admin.call(preferences.settleRules, {
    role: 'member',
    rules: [{ notice, mail: 'never' }],
  })
  await expect(bob.call(preferences.settleRules, { role: 'member', rules: [] })).rejects.toThrow(
    'forbidden',
  )
  const legal = membershipSuspended.name
  await expect(
    admin.call(preferences.settleRules, {
      role: 'member',
      rules: [{ notice: legal, mail: 'never' }],
    }),
  ).rejects.toThrow('not-found')
  await bob.call(preferences.savePreferences, { groups: [{ group, mail: 'now', push: true }] })
  await cloe.call(preferences.savePreferences, {
    groups: [{ group: membershipSuspended.group, mail: 'never', push: false }],
  })
  for (const who of [ana, bob, cloe]) await tell(here, who, transferProposed)
  await tell(here, cloe, membershipSuspended)
  await post(here)
  const counts = [ana, bob, cloe].map((who) => mailsTo(here, who).length)
  expect(counts).toEqual([1, 1, 1])
  const [legalMail] = mailsTo(here, cloe)
  expect(legalMail).toMatchObject({ subject: 'Votre adhésion à l’échange est suspendue' })
  expect(legalMail!.unsubscribe).toBeUndefined()
  expect(mailsTo(here, ana)[0]!.unsubscribe).toMatch(/notifications\/unsubscribe\//)
})

test('the link in a mail ends its kind without a log-in, and only its own; opening it changes nothing', async () => {
  const here = await village()
  const { ana, bob, nobody } = here
  await tell(here, ana, transferProposed)
  await tell(here, bob, transferProposed)
  await post(here)
  const token = mailsTo(here, ana)[0]!.unsubscribe!.split('/').at(-1)!
  const { location } = await nobody.call(openUnsubscribe, { token })
  expect(location).toContain(`/unsubscribe/tilleul?token=${token}`)
  const wishes = await nobody.call(readWishes, { token })
  expect(wishes.groups.filter((it) => !it.isOn)).toEqual([])
  expect(wishes.groups.filter((it) => it.isHere).map((it) => it.text)).toEqual(['Vos échanges'])
  const forged = token.replace(ana.id, bob.id)
  await expect(nobody.call(readWishes, { token: forged })).rejects.toThrow(NotFound().code)

  await nobody.call(saveWishes, { token, off: [transferProposed.group] })
  for (const who of [ana, bob]) await tell(here, who, transferProposed)
  await tell(here, ana, disputeOpened)
  await post(here, 20)
  expect(mailsTo(here, ana).map((it) => it.subject)).toEqual([
    expect.stringContaining('remercie'),
    expect.stringContaining('conteste'),
  ])
  expect(mailsTo(here, bob)).toHaveLength(2)
  expect((await ana.call(listNotices, {})).items).toHaveLength(3)
})

test('an address that nobody reads gets no more notices, and its owner is told here', async () => {
  const here = await village()
  const { ana, clients } = here
  clients.set(mailer.name, {
    leaves: true,
    send: async (mail: (typeof here.mails)[number]) => {
      if (mail.to === ana.email)
        throw new MailRefused('550 5.1.1 no such user', { isAddress: true })
      here.mails.push(mail)
    },
  })
  await tell(here, ana, transferProposed)
  await post(here)
  const { items } = await ana.call(listNotices, {})
  expect(items[0]).toMatchObject({ priority: 'high', path: '/notifications/preferences' })
  expect(items[0]!.body).toContain(ana.email)
  expect(await ana.call(preferences.readPreferences, {})).toMatchObject({ isRefused: true })
  await ana.call(preferences.trustAddress, {})
  clients.set(mailer.name, { send: async (mail: any) => void here.mails.push(mail) })
  await tell(here, ana, transferProposed)
  await post(here, 20)
  expect(mailsTo(here, ana)).toHaveLength(1)
})

test('everybody chooses about what may be told to them, and is not asked about the rest', async () => {
  const { ana, bob } = await village()
  const groupsOf = async ({ call }: Neighbour) =>
    (await call(preferences.readPreferences, {})).groups.map((it) => it.group)
  const ofAgents = ['visitors.notices', 'announcements.desk-notices']
  expect(await groupsOf(ana)).toEqual(expect.arrayContaining(ofAgents))
  const asked = await groupsOf(bob)
  expect(asked).toContain('messaging.notices')
  expect(asked.filter((it) => ofAgents.includes(it))).toEqual([])
})

test('rounds that meet write each mail once', async () => {
  const here = await village()
  const { ana, bob, cloe, app, clock } = here
  for (const who of [ana, bob, cloe])
    for (let i = 0; i < 5; i++) await tell(here, who, transferProposed, `transfer/${i}`)
  await app.jobs.schedules()
  clock.advance(2 * MINUTE)
  const workers = [1, 2, 3].map(() => app.jobs.work())
  await Promise.all([1, 2, 3].map(() => app.jobs.settle({ early: true })))
  await Promise.all(workers.map((it) => it.stop()))
  await here.settle()
  expect([ana, bob, cloe].map((who) => mailsTo(here, who).length)).toEqual([1, 1, 1])
})
