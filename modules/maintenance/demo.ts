/** Eighteen months of «Soleil du Brabant», told through the endpoints people use. All persons, sites and values are invented. */
import { changeMember } from '#core/workspaces/contract.ts'
import { DAY } from '#kernel/time.ts'
import { changeProcedureSettings } from './procedures/contract.ts'
import { AUTHOR, REVIEWER, SUPERVISOR } from './roles.ts'
import { askAboutPhotos } from './story/advice.ts'
import { carryOut, planAhead } from './story/executions.ts'
import {
  leaveForReview,
  proposeTips,
  publishLibrary,
  readNotice,
  reviseLibrary,
} from './story/library.ts'
import type { House, Teller } from './story/teller.ts'

/** The story's length; the teller's clock begins that long ago. */
export const STORY_DAYS = 548
/** When the second versions are published: what runs by then goes on with the first. */
const REVISED_DAYS = 3

const people = {
  'Lien De Smet': ['member', AUTHOR],
  'Youssef Amrani': ['member', SUPERVISOR],
  'Hugo Lemaire': ['member'],
  'Amélie Poncelet': ['member'],
  'Marc Delvaux': ['member', REVIEWER],
  'Sofie Claes': ['viewer'],
} as const

export async function demo(teller: Teller): Promise<void> {
  const { founder, clock, settle } = teller
  const house = await gather(teller)
  await founder.call(changeProcedureSettings, { needsFourEyes: true, onRetract: 'warn' })
  await publishLibrary(house)
  await proposeTips(house)
  await settle()
  await carryOut(teller, house, (STORY_DAYS - REVISED_DAYS) * DAY)
  await reviseLibrary(house)
  await leaveForReview(house)
  await readNotice(teller, house)
  await clock.advance(REVISED_DAYS * DAY)
  await planAhead(teller, house)
  await askAboutPhotos(teller, house)
  await settle()
}

/** Four technicians, one of whom writes and one of whom plans; a reviewer; a client who reads. */
async function gather({ founder, people: invite, settle }: Teller): Promise<House> {
  const names = Object.keys(people) as (keyof typeof people)[]
  const cast = await invite(names)
  for (const name of names)
    await founder.call(changeMember, { memberId: cast[name]!.id, roles: [...people[name]] })
  await settle()
  const [author, supervisor, hugo, amelie, reviewer, client] = names.map((it) => cast[it]!)
  return {
    founder,
    technicians: [author!, supervisor!, hugo!, amelie!],
    supervisor: supervisor!,
    author: author!,
    reviewer: reviewer!,
    client: client!,
    procedures: new Map(),
  }
}
