import { expect, test } from 'vitest'
import { noticePriorities, type NoticePriority } from '#kernel/contract.ts'
import type { Context } from '#kernel/module.ts'
import { DAY, HOUR } from '#kernel/time.ts'
import { transferProposed } from '#modules/school/exchange/notices.ts'
import { everyPair } from '#tests/pairs.ts'
import { toldTo } from '#tests/told.ts'
import { type Neighbour, village } from '#tests/village.ts'
import { notify, readAbout, withdrawAbout } from './api.ts'
import * as notices from './contract.ts'
import { noticeMachine } from './rules.ts'

type Village = Awaited<ReturnType<typeof village>>
const facts = { name: 'Bob', units: { say: 'exchange.units', count: 60 }, quote: '' }
const path = '/exchange/transfers/1' as const

const inside = <R>({ app, workspace }: Village, work: (ctx: Context<any>) => Promise<R>) =>
  app.system(work, workspace)

const tell = (
  here: Village,
  key: string,
  to: readonly Pick<Neighbour, 'id'>[],
  more: { priority?: NoticePriority; expiresAt?: Date; about?: string; except?: string } = {},
) => {
  const { priority = 'normal', ...rest } = more
  const notice = { ...transferProposed, priority }
  const told = { notice, to: to.map((it) => it.id), key, facts, path, ...rest }
  return inside(here, (ctx) => notify(ctx, told))
}
const unreadOf = async ({ call }: Neighbour) => (await call(notices.countNotices)).unread

test('each is told once, in their language, and never of what they did themselves', async () => {
  const here = await village()
  const { ana, bob, cloe, guest } = here
  const told = await Promise.all(
    [1, 2, 3].map(() => tell(here, 'a', [ana, bob, cloe, bob], { except: cloe.id })),
  )
  expect(told.toSorted()).toEqual([0, 0, 2])
  expect(await toldTo(bob)).toMatchObject([
    { title: expect.stringMatching(/^Bob vous remercie\s: 60 unités$/), path, type: 'payment' },
  ])
  const { items } = await bob.call(notices.listNotices, { locale: 'nl-BE' })
  expect(items[0]!.title).toContain('60 eenheden')
  expect(await toldTo(cloe)).toEqual([])
  // Another's is not there.
  const noticeId = (await toldTo(ana))[0]!.id
  await expect(bob.call(notices.readNotice, { noticeId })).rejects.toThrow('not-found')
  await expect(guest.call(notices.archiveNotice, { noticeId })).rejects.toThrow('not-found')
})

test('what has expired is neither listed nor counted; what never expires is (T-B26)', async () => {
  const here = await village()
  const { ana, clock } = here
  const soon = new Date(clock.now().getTime() + HOUR)
  for (const key of ['a', 'b', 'c']) await tell(here, key, [ana])
  await tell(here, 'd', [ana], { expiresAt: soon })
  expect([await unreadOf(ana), (await toldTo(ana)).length]).toEqual([4, 4])
  clock.advance(HOUR)
  expect([await unreadOf(ana), (await toldTo(ana)).length]).toEqual([3, 3])
})

test('the most pressing first, as numbers (T-B27), on pages that a moving list does not disturb (T-B28)', async () => {
  const here = await village()
  const { ana, clock } = here
  const order = ['normal', 'urgent', 'low', 'high'] as const
  for (let i = 0; i < 44; i++) {
    await tell(here, String(i), [ana], { priority: order[i % 4]! })
    if (i % 3 === 0) clock.advance(1000)
  }
  const seen: notices.NoticeShown[] = []
  let cursor: string | undefined
  do {
    const page = await ana.call(notices.listNotices, cursor ? { cursor } : {})
    expect(page.items.length).toBeLessThanOrEqual(20)
    seen.push(...page.items)
    cursor = page.next ?? undefined
    await tell(here, `late ${seen.length}`, [ana], { priority: 'urgent' })
  } while (cursor)
  expect(seen).toHaveLength(44)
  expect(new Set(seen.map((it) => it.id)).size).toBe(44)
  const ranks = seen.map((it) => noticePriorities.indexOf(it.priority))
  expect(ranks).toEqual(ranks.toSorted((a, b) => b - a))
  const all = await ana.call(notices.listNotices, { view: 'all', limit: 100 })
  const dates = all.items.map((it) => it.createdAt)
  expect(dates).toEqual(dates.toSorted().toReversed())
  const forged = Buffer.from(`9 now\n${ana.id}`).toString('base64url')
  await expect(ana.call(notices.listNotices, { cursor: forged })).rejects.toThrow('invalid-input')
})

test('read, unread, archived, restored: every state × move × actor behaves as declared', async () => {
  const here = await village()
  const { ana } = here
  const doors = {
    read: notices.readNotice,
    unread: notices.unreadNotice,
    archive: notices.archiveNotice,
    restore: notices.restoreNotice,
  }
  let key = 0
  const surprises = await everyPair(
    noticeMachine,
    async ({ state, move, actor }) => {
      const about = `thing/${++key}`
      await tell(here, String(key), [ana], { about })
      const row = await inside(here, async ({ db }) => {
        await db.updateTable('notices').set({ state }).where('about', '=', about).execute()
        const found = db.selectFrom('notices').selectAll().where('about', '=', about)
        return found.executeTakeFirstOrThrow()
      })
      if (actor === 'member') return (await ana.call(doors[move], { noticeId: row.id })).state
      if (move !== 'read') return null
      await inside(here, (ctx) => readAbout(ctx, about, ana.id))
      const now = await inside(here, ({ db }) =>
        db.selectFrom('notices').select('state').where('id', '=', row.id).executeTakeFirst(),
      )
      return now!.state
    },
    // The thing is opened: what is read already stays as it is.
    ({ actor }) => (actor === 'system' ? null : undefined),
  )
  expect(surprises).toEqual([])
})

test('all are read at once, except what came meanwhile; a thing that is gone takes its notices along', async () => {
  const here = await village()
  const { ana, bob, clock } = here
  await tell(here, 'a', [ana, bob], { about: 'thing/1' })
  await tell(here, 'b', [ana], { about: 'thing/2' })
  const until = clock.now().toISOString()
  clock.advance(1000)
  await tell(here, 'c', [ana])
  expect(await ana.call(notices.readAllNotices, { until })).toEqual({ read: 2 })
  expect([await unreadOf(ana), await unreadOf(bob)]).toEqual([1, 1])
  await inside(here, (ctx) => withdrawAbout(ctx, 'thing/1'))
  expect([await unreadOf(ana), await unreadOf(bob)]).toEqual([1, 0])
})

test('after half a year a notice is forgotten', async () => {
  const here = await village()
  const { ana, app, clock, settle } = here
  await tell(here, 'old', [ana])
  await app.jobs.schedules()
  clock.advance(179 * DAY)
  await tell(here, 'new', [ana])
  clock.advance(2 * DAY)
  await settle()
  expect(await toldTo(ana)).toHaveLength(1)
})
