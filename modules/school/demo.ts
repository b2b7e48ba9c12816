/** Fourteen months of «École communale du Tilleul, Evere», told through the endpoints people use. All persons are invented. */
import { DAY } from '#kernel/time.ts'
import { disputeTransfer } from './disputes/contract.ts'
import * as exchange from './exchange/contract.ts'
import * as groups from './groups/contract.ts'
import { postNeed } from './needs/contract.ts'
import * as market from './offers/contract.ts'
import { announce } from './story/announcements.ts'
import { chance } from './story/chance.ts'
import { needs, offers, thanks } from './story/market.ts'
import * as care from './story/care.ts'
import * as charter from './story/charter.ts'
import { names } from './story/people.ts'
import { help } from './story/help.ts'
import { talk } from './story/talk.ts'
import type { Person, Teller } from './story/teller.ts'
import { receive } from './story/visitors.ts'

/** The story's length; the teller's clock begins that long ago. */
export const STORY_DAYS = 426
const TRANSFERS = 900
const OFFERS = 130
/** So many transfers are left for what everybody knows will happen: the workshop, the two limits, the open ones. */
const KNOWN = 34
/** From then on people ask the school's office, in transfers told: the last two months. */
const HELP_FROM = 766
/** And the school lets everybody know things, and is written to from outside: the last six weeks. */
const NEWS_FROM = 790
const STEP_MS = ((STORY_DAYS - 2) * DAY) / (TRANSFERS - KNOWN)
/** When newcomers arrive, in transfers told, and how many. */
const waves: readonly (readonly [told: number, people: number])[] = [
  [0, 62],
  [170, 18],
  [540, 15],
]
/** These two end at the limits, and live quietly before. */
const LOWEST = 'Karel Maes'
const HIGHEST = 'Rosa Martin'
/** Minutes, as people count them. */
const durations = [15, 30, 30, 45, 60, 60, 60, 90, 120] as const

type Published = {
  offerId: string
  owner: string
  category: market.Category
  isActive: boolean
}
type Story = {
  luck: ReturnType<typeof chance>
  cast: Record<string, Person>
  /** What everybody has, by this story's own count. */
  purse: Map<string, number>
  published: Published[]
  contested: Turn[]
  mistaken: Turn[]
  cases: care.Case[]
  /** What is asked of the school's office and done about it, still to be told. */
  help: (() => Promise<unknown>)[]
  /** What is announced, and asked from outside. */
  news: (() => Promise<unknown>)[]
}

export async function demo(teller: Teller): Promise<void> {
  const story: Story = {
    luck: chance(20_261_121),
    cast: {},
    purse: new Map(),
    published: [],
    contested: [...contested],
    mistaken: [...mistaken],
    cases: [],
    help: [],
    news: [],
  }
  await charter.publishFirst(teller.founder)
  for (let i = 0; i < TRANSFERS - KNOWN; i++) {
    const wave = waves.findIndex(([told]) => told === i)
    if (wave >= 0) await welcome(teller, story, wave)
    await tellOne(teller, story, i)
    if (i === HELP_FROM) story.help = help(story.cast, teller.founder)
    await story.help.shift()?.()
    if (i === NEWS_FROM)
      story.news = [...receive(teller.founder), ...announce(story.cast, teller.founder)]
    await story.news.shift()?.()
    await teller.clock.advance(STEP_MS)
    if (i % 12 === 11) await teller.settle()
  }
  for (const step of [...story.help.splice(0), ...story.news.splice(0)]) await step()
  await teller.settle()
  await workshop(story)
  await reachLimits(story)
  await lookAfter(teller, story)
  await leaveOpen(teller, story)
  await teller.settle()
}

/** Newcomers and what they offer; every category has somebody, and some offers rest. */
async function welcome(teller: Teller, story: Story, wave: number): Promise<void> {
  const { luck, cast, purse, published } = story
  const [, count] = waves[wave]!
  const come = arrivals.slice(purse.size, purse.size + count)
  Object.assign(cast, await teller.people(come))
  await teller.settle()
  await charter.welcomeWithCharter(come.map((name) => cast[name]!))
  for (const name of come) purse.set(name, exchange.OPENING_GRANT)
  const share = Math.round((OFFERS * purse.size) / arrivals.length)
  for (let i = published.length; i < share; i++) {
    const category = market.categories[i % market.categories.length]!
    const lines = offers[category]
    const [title, description] = lines[Math.floor(i / market.categories.length) % lines.length]!
    const owner = i < come.length ? come[i]! : luck.pick(come)
    const draft = { category, title, description }
    const state = i % 29 === 28 ? ('draft' as const) : ('active' as const)
    const offer = await cast[owner]!.call(market.createOffer, { ...draft, state })
    const isResting = state === 'active' && i % 23 === 22
    const isActive = state === 'active' && !isResting
    published.push({ offerId: offer.id, owner, category, isActive })
    if (isResting) await cast[owner]!.call(market.pauseOffer, { offerId: offer.id })
  }
}

/** A mixed order: who comes first is no matter of language. */
const arrivals = (() => {
  const luck = chance(7)
  const first = ['Ana Peeters', 'Bob Lambert', 'Cloé Dubois', 'Fatou Diallo', LOWEST, HIGHEST]
  const others = names.filter((it) => !first.includes(it))
  const order = new Map(others.map((it) => [it, luck.next()]))
  return [...first, ...others.toSorted((a, b) => order.get(a)! - order.get(b)!)]
})()

/** Most are confirmed; some are refused, withdrawn, left to the clock, contested or undone. */
async function tellOne(teller: Teller, story: Story, i: number): Promise<void> {
  const { luck, cast, published } = story
  const units = luck.pick(durations)
  const { offerId, owner, category, isActive } = luck.pick(published)
  const receiverName = mayReceive(story, owner, units) ? owner : someone(story, units, 'in', owner)
  const payerName = someone(story, units, 'out', receiverName)
  const payer = cast[payerName]!
  const receiver = cast[receiverName]!
  const isOwn = receiverName === owner && isActive
  const what = { units, reason: luck.pick(thanks[category]), ...(isOwn ? { offerId } : {}) }
  const isRequest = luck.often(22)
  const { id: transferId } = isRequest
    ? await receiver.call(exchange.requestPayment, { payerId: payer.id, ...what })
    : await payer.call(exchange.proposePayment, { receiverId: receiver.id, ...what })
  const [initiator, other] = isRequest ? [receiver, payer] : [payer, receiver]

  if (i % 31 === 17) {
    const note = 'C’était avec plaisir, gardez vos unités.'
    await other.call(exchange.rejectTransfer, { transferId, note })
    return
  }
  if (i % 37 === 18) {
    await initiator.call(exchange.cancelTransfer, { transferId })
    return
  }
  if (isRequest && i % 9 === 4) return // expires after fourteen days
  move(story, payerName, receiverName, units)
  if (!isRequest && i % 11 === 5) return // completes by itself after fourteen days
  await other.call(exchange.confirmTransfer, { transferId })
  if (isDue(story.contested, i)) {
    const { reason } = story.contested.shift()!
    await payer.call(disputeTransfer, { transferId, reason })
    story.cases.push({ transferId, payer, receiver })
  } else if (isDue(story.mistaken, i)) {
    const { reason } = story.mistaken.shift()!
    await teller.founder.call(exchange.reverseTransfer, { transferId, reason })
    move(story, receiverName, payerName, units)
  }
}

/** What happens to the next confirmed transfer, once so many have been told. */
type Turn = { after: number; reason: string }
const isDue = ([next]: readonly Turn[], told: number) => next !== undefined && told >= next.after
const contested: readonly Turn[] = [
  { after: 297, reason: 'Nous avions convenu d’une demi-heure.' },
  { after: 702, reason: 'Je n’ai jamais demandé cette aide.' },
  { after: 849, reason: 'Le rendez-vous a été annulé la veille.' },
]
const mistaken: readonly Turn[] = [
  { after: 231, reason: 'Compté deux fois : vérifié avec les deux.' },
  { after: 630, reason: 'La mauvaise personne avait été choisie.' },
]

function move({ purse }: Story, from: string, to: string, units: number): void {
  purse.set(from, purse.get(from)! - units)
  purse.set(to, purse.get(to)! + units)
}

const isQuiet = (name: string) => name === LOWEST || name === HIGHEST
const mayGive = ({ purse }: Story, name: string, units: number) =>
  !isQuiet(name) && purse.get(name)! - units >= -160
const mayReceive = ({ purse }: Story, name: string, units: number) =>
  !isQuiet(name) && purse.get(name)! + units <= 460

/** Somebody who can, by chance; seldom somebody who is far from zero already. */
function someone(story: Story, units: number, way: 'in' | 'out', not: string): string {
  const known = [...story.purse.keys()]
  const may = way === 'in' ? mayReceive : mayGive
  for (let tries = 0; ; tries++) {
    const name = story.luck.pick(known)
    const balance = story.purse.get(name)!
    const isFar = way === 'in' ? balance > 220 : balance < 20
    if (name !== not && may(story, name, units) && (!isFar || tries % 4 === 3)) return name
  }
}

/** Seven learn to sew; two hours of Cloé's time are divided among them. */
async function workshop({ cast, purse, ...story }: Story): Promise<void> {
  const host = 'Cloé Dubois'
  const able = [...purse.keys()].filter(
    (it) => it !== host && it !== 'Ana Peeters' && mayGive({ purse, cast, ...story }, it, 40),
  )
  const learners = able.slice(0, 7)
  const { id: groupId } = await cast[host]!.call(groups.createGroup, {
    title: 'Atelier couture : mon premier sac',
    minutes: 120,
    least: 5,
    memberIds: learners.map((it) => cast[it]!.id),
  })
  await cast[host]!.call(groups.openGroup, { groupId })
  for (const name of learners) await cast[name]!.call(groups.confirmShare, { groupId })
}

/** One has been helped as far as one may, and one has helped: neither can go on before the other way round. */
async function reachLimits(story: Story): Promise<void> {
  const { cast } = story
  const helpers = [...story.purse.keys()].filter((it) => mayReceive(story, it, 200))
  const helped = [...story.purse.keys()].filter((it) => mayGive(story, it, 100))
  const low = cast[LOWEST]!
  const high = cast[HIGHEST]!
  const debt = (await low.call(exchange.readAccount)).balance - exchange.LOWEST_BALANCE
  for (const [i, units] of partsOf(debt, 4).entries())
    await settled(low, cast[helpers[i]!]!, units, 'Le déménagement, étage par étage')
  const room = exchange.HIGHEST_BALANCE - (await high.call(exchange.readAccount)).balance
  for (const [i, units] of partsOf(room, 8).entries())
    await settled(cast[helped[i]!]!, high, units, 'Les costumes du spectacle')
}

const partsOf = (total: number, parts: number) =>
  Array.from({ length: parts }, (_, i) => Math.floor((total + i) / parts))

async function settled(payer: Person, receiver: Person, units: number, reason: string) {
  const what = { receiverId: receiver.id, units, reason }
  const { id: transferId } = await payer.call(exchange.proposePayment, what)
  await receiver.call(exchange.confirmTransfer, { transferId })
}

/** Beside the transfers: who listens, who waits, who has time and when. */
async function lookAfter({ founder, settle }: Teller, story: Story): Promise<void> {
  const { cast, luck, purse, published } = story
  const today = await care.todayOf(founder)
  const people = [...purse.keys()].map((it) => cast[it]!)
  await care.mediate(founder, story.cases)
  await care.decide(founder, cast['Fatou Diallo']!, people.at(-1)!)
  await charter.publishSecond(founder, people, luck)
  await care.sayWhen(people.slice(0, -1), luck, today)
  await settle()
  const ana = cast['Ana Peeters']!
  const hers = published.find(({ owner, isActive }) => owner === 'Ana Peeters' && isActive)!
  await care.meet(ana, hers.offerId, people.slice(2, 4), today)
  await care.answerNeeds(ana, people.slice(6, 9), today)
}

/** What a visitor finds: answers to give and to wait for, a workshop that fills, help that is looked for. */
async function leaveOpen(teller: Teller, { cast, purse, luck }: Story): Promise<void> {
  const [ana, bob, cloe, fatou] = ['Ana Peeters', 'Bob Lambert', 'Cloé Dubois', 'Fatou Diallo'].map(
    (it) => cast[it]!,
  ) as [Person, Person, Person, Person]
  const sewing = { receiverId: ana.id, units: 60, reason: 'Une heure de fractions' }
  await cloe.call(exchange.proposePayment, sewing)
  const brakes = { payerId: ana.id, units: 30, reason: 'Les freins du petit vélo' }
  await bob.call(exchange.requestPayment, brakes)
  const mafe = { receiverId: fatou.id, units: 90, reason: 'Le mafé de la fancy-fair' }
  await ana.call(exchange.proposePayment, mafe)
  const people = [...purse.keys()].filter((it) => !isQuiet(it) && cast[it] !== bob)
  const memberIds = people.slice(0, 5).map((it) => cast[it]!.id)
  const bikes = { title: 'Atelier vélo : révision d’hiver', minutes: 90, least: 3, memberIds }
  const { id: groupId } = await bob.call(groups.createGroup, bikes)
  await bob.call(groups.openGroup, { groupId })
  await fatou.call(groups.confirmShare, { groupId })
  for (let i = 0; i < 12; i++) {
    const from = cast[luck.pick(people.slice(6, 40))]!
    const to = cast[luck.pick(people.slice(40))]!
    const units = luck.pick(durations)
    await from.call(exchange.requestPayment, { payerId: to.id, units, reason: 'Un coup de main' })
  }
  const said = talk(cast)
  for (const [i, [category, title, description]] of needs.entries()) {
    const owner = cast[people[i + 8]!]!
    await owner.call(postNeed, { category, title, description, urgent: i % 5 === 1 })
    const share = Math.ceil(said.length / (needs.length - i))
    for (const say of said.splice(0, share)) await say()
    await teller.clock.advance((2 * DAY) / needs.length - 60_000)
  }
}
