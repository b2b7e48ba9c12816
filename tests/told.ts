/** What people of a village were told, and the mails that follow. */
import { listNotices, type NoticeShown } from '#core/notifications/contract.ts'
import { MINUTE } from '#kernel/time.ts'
import type { Neighbour, World } from './village.ts'

/** Everything somebody was told in this workspace, newest first. */
export async function toldTo({ call }: Pick<Neighbour, 'call'>): Promise<NoticeShown[]> {
  return (await call(listNotices, { view: 'all', limit: 100 })).items
}

/** Lets the mails go that are due within so many minutes. */
export async function post({ app, clock, settle }: World, minutes = 2): Promise<void> {
  await settle()
  await app.jobs.schedules()
  clock.advance(minutes * MINUTE)
  await settle()
}
