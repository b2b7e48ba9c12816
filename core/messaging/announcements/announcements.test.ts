import { beforeEach, expect, test } from 'vitest'
import { instantOf } from '#core/calendar/contract.ts'
import { changeProfile } from '#core/identity/contract.ts'
import { listNotices } from '#core/notifications/contract.ts'
import { textingSimulator } from '#edges/texting/simulator.ts'
import { openContextOf, SYSTEM } from '#kernel/context.ts'
import type { StateOf } from '#kernel/machine.ts'
import { everyPair } from '#tests/pairs.ts'
import { village } from '#tests/village.ts'
import * as contract from './contract.ts'
import { announcementMachine } from './rules.ts'
import { deliver, send, sendDue } from './sending.ts'

type Village = Awaited<ReturnType<typeof village>>
type Neighbour = Village['ana']
let here: Village & { teacher: Neighbour }

const words = (title: string) => ({ fr: { title, body: `${title}. Merci de lire.` } })
const write = (who: Pick<Neighbour, 'call'>, more: object = {}) =>
  who.call(contract.draftAnnouncement, { texts: words('Sortie à la ferme'), ...more })
const submit = (who: Pick<Neighbour, 'call'>, announcementId: string) =>
  who.call(contract.submitAnnouncement, { announcementId })
const waiting = async (who: Pick<Neighbour, 'call'>) =>
  (await who.call(contract.listAnnouncements)).items.map((it) => it.title)
/** With plain spaces, where French has its own. */
const titles = async (who: Neighbour) =>
  (await who.call(listNotices)).items.map((it) => it.title.replaceAll('\u00A0', ' '))
/** The clock of Brussels shows this. */
const itIs = (day: string, time: string) => {
  const at = instantOf(day, time, 'Europe/Brussels')
  here.clock.advance(at.getTime() - here.clock.now().getTime())
}
/** Jobs outside of a transaction are given this. */
const open = () => {
  const origin = { requestId: 'test', address: '', agent: '' }
  const scene = { workspace: here.workspace, actor: SYSTEM, origin }
  return openContextOf(here.app, scene, here.app.dialect, () => new AbortController().signal)
}
/** What the minute's job does. */
const tick = async () => {
  await sendDue(open())
  await here.settle()
}

beforeEach(async () => {
  const place = await village()
  here = { ...place, teacher: await place.neighbour('Tom', 'staff') }
  place.mails.length = 0
})

test('written at 21:47 it leaves at seven, and the sender sees it beforehand', async () => {
  const { teacher, bob, cloe } = here
  itIs('2026-11-23', '21:47')
  expect(await teacher.call(contract.foreseeAnnouncement)).toMatchObject({
    isNow: false,
    day: '2026-11-24',
    time: '07:00',
    daysAway: 1,
    quiet: 'hours',
    recipients: 5,
    mayBeUrgent: false,
    smsProvider: null,
  })
  const { id } = await write(teacher, { asksUnderstood: true })
  const sent = await submit(teacher, id)
  expect(sent).toMatchObject({ state: 'scheduled', sendsAt: '2026-11-24T06:00:00.000Z' })
  itIs('2026-11-24', '06:59')
  await tick()
  expect(await waiting(bob)).toEqual([])
  itIs('2026-11-24', '07:00')
  await tick()
  expect(await waiting(bob)).toEqual(['Sortie à la ferme'])
  expect((await bob.call(listNotices)).items).toMatchObject([
    { title: 'Sortie à la ferme', path: `/announcements/${id}` },
  ])
  expect((await teacher.call(contract.readWritten, { announcementId: id })).counts).toMatchObject({
    recipients: 5,
    delivered: 5,
    read: 0,
    understood: 0,
  })

  // Read is not understood; understood twice, from two devices at once, is counted once.
  await bob.call(contract.markRead, { announcementId: id })
  expect(await waiting(bob)).toEqual(['Sortie à la ferme'])
  expect((await bob.call(listNotices)).items).toEqual([])
  const [first, second] = await Promise.all(
    [1, 2].map(() => cloe.call(contract.markUnderstood, { announcementId: id })),
  )
  expect(first).toEqual(second)
  itIs('2026-11-24', '08:00')
  expect(await cloe.call(contract.markUnderstood, { announcementId: id })).toEqual(first)
  expect(await waiting(cloe)).toEqual([])
  expect(await cloe.call(contract.countAnnouncements)).toEqual({ waiting: 0 })
  const seen = await teacher.call(contract.readWritten, { announcementId: id })
  expect(seen.counts).toMatchObject({ recipients: 5, read: 2, understood: 1 })
  const names = async (view: 'waiting' | 'done') =>
    (await teacher.call(contract.listReaders, { announcementId: id, view })).items
      .map((it) => it.name)
      .toSorted()
  expect(await names('done')).toEqual(['Cloé'])
  expect(await names('waiting')).toEqual(['Alix', 'Ana', 'Bob', 'Gus'])
})

test('who has not confirmed is reminded once a day, and nobody else', async () => {
  const { teacher, bob, cloe } = here
  itIs('2026-11-23', '10:00')
  const { id } = await write(teacher, { asksUnderstood: true, audience: 'members' })
  expect(await submit(teacher, id)).toMatchObject({ state: 'sent' })
  await here.settle()
  await cloe.call(contract.markUnderstood, { announcementId: id })
  await bob.call(contract.markRead, { announcementId: id })
  const tries = await Promise.allSettled(
    [1, 2, 3].map(() => teacher.call(contract.remindReaders, { announcementId: id })),
  )
  expect(tries.filter((it) => it.status === 'fulfilled')).toHaveLength(1)
  await here.settle()
  expect(await titles(bob)).toEqual(['À lire : Sortie à la ferme'])
  expect(await titles(cloe)).toEqual([])
  await expect(teacher.call(contract.remindReaders, { announcementId: id })).rejects.toThrow(
    'announcements/reminded-today',
  )
  itIs('2026-11-24', '00:10')
  await teacher.call(contract.remindReaders, { announcementId: id })
})

test('an urgent closure goes to everybody at once, by mail, and by SMS whatever the provider does', async () => {
  const { admin, teacher, bob, cloe, ana } = here
  const { client, received } = textingSimulator((sms, attempt) =>
    sms.to.endsWith('1') ? (attempt === 1 ? 'lost' : 'right') : attempt < 3 ? 'refused' : 'right',
  )
  here.clients.set(contract.texter.name, client)
  await bob.call(changeProfile, { phone: '+32470000001' })
  await cloe.call(changeProfile, { phone: '+32470000002' })
  itIs('2026-11-22', '22:30')
  await expect(write(teacher, { urgent: true })).rejects.toThrow('forbidden')
  const { id } = await write(admin, { urgent: true, texts: words('École fermée lundi') })
  expect(await submit(admin, id)).toMatchObject({
    state: 'sent',
    sentAt: '2026-11-22T21:30:00.000Z',
  })
  await here.settle()
  expect(await waiting(ana)).toEqual(['École fermée lundi'])
  const subjects = here.mails.filter((it) => it.subject.includes('École fermée')).map((it) => it.to)
  expect(subjects.toSorted()).toEqual(
    [ana, bob, cloe, here.guest, teacher].map((it) => it.email).toSorted(),
  )
  // One each, though the first one's answer was lost and the second one was refused twice.
  expect(received.map((it) => it.to).toSorted()).toEqual(['+32470000001', '+32470000002'])
  expect(received[0]!.text).toContain('École fermée lundi')
  const { counts } = await admin.call(contract.readWritten, { announcementId: id })
  expect(counts).toMatchObject({ delivered: 5, sms: { waiting: 0, sent: 2, failed: 0 } })
  expect(await admin.call(contract.foreseeAnnouncement)).toMatchObject({
    urgentLately: 1,
    smsProvider: 'Simulateur',
  })
})

test('without a provider nothing is sent by SMS, and nothing pretends to be', async () => {
  const { admin, bob } = here
  await bob.call(changeProfile, { phone: '+32470000001' })
  const { id } = await write(admin, { urgent: true })
  await submit(admin, id)
  await here.settle()
  const { counts } = await admin.call(contract.readWritten, { announcementId: id })
  expect(counts.sms).toEqual({ waiting: 0, sent: 0, failed: 0 })
  expect(await admin.call(contract.readAnnouncementRules)).toMatchObject({ smsProvider: null })
})

test('the head looks first where the workspace wants it', async () => {
  const { teacher, admin, ana } = here
  const rules = { quietFrom: '20:00', quietUntil: '06:30', quietWeekends: true }
  await admin.call(contract.changeAnnouncementRules, {
    ...rules,
    schoolCalendar: 'be-fr',
    needsApproval: true,
  })
  itIs('2026-12-18', '21:00')
  const { id } = await write(teacher)
  expect(await submit(teacher, id)).toMatchObject({ state: 'to-validate', sendsAt: null })
  expect(await titles(ana)).toContain('Tom propose une annonce : Sortie à la ferme')
  const refused = await admin.call(contract.refuseAnnouncement, {
    announcementId: id,
    reason: 'Quel prix ?',
  })
  expect(refused).toMatchObject({ state: 'draft', refusal: 'Quel prix ?' })
  expect(await titles(teacher)).toContain('Alix vous renvoie l’annonce « Sortie à la ferme »')
  await teacher.call(contract.changeAnnouncement, {
    announcementId: id,
    texts: words('Sortie à la ferme, 8 €'),
  })
  await submit(teacher, id)
  // After the winter holidays, at the hour of this house.
  expect(await ana.call(contract.approveAnnouncement, { announcementId: id })).toMatchObject({
    state: 'scheduled',
    sendsAt: '2027-01-04T05:30:00.000Z',
    refusal: null,
  })
})

test('until it leaves it can be taken back and changed; what has left is corrected by another', async () => {
  const { teacher, bob, admin } = here
  itIs('2026-11-23', '19:30')
  const { id } = await write(teacher)
  await submit(teacher, id)
  await teacher.call(contract.takeBackAnnouncement, { announcementId: id })
  await teacher.call(contract.changeAnnouncement, {
    announcementId: id,
    texts: { ...words('Sortie jeudi'), nl: { title: 'Uitstap donderdag', body: 'Tot dan.' } },
  })
  itIs('2026-11-24', '07:30')
  await tick()
  expect(await waiting(bob)).toEqual([])
  await submit(teacher, id)
  await here.settle()
  expect(await waiting(bob)).toEqual(['Sortie jeudi'])
  const inDutch = { announcementId: id, language: 'nl' } as const
  expect(await bob.call(contract.readAnnouncement, inDutch)).toMatchObject({
    title: 'Uitstap donderdag',
    language: 'nl',
    languages: ['fr', 'nl'],
  })
  await expect(
    teacher.call(contract.changeAnnouncement, { announcementId: id, texts: words('Autre') }),
  ).rejects.toThrow('wrong-state')

  const both = await Promise.allSettled(
    [teacher, admin].map((it) => it.call(contract.correctAnnouncement, { announcementId: id })),
  )
  const made = both.filter((it) => it.status === 'fulfilled').map((it) => it.value)
  expect(made).toHaveLength(1)
  const [correction] = made
  expect(correction).toMatchObject({ version: 2, correctsId: id, state: 'draft' })
  const who = correction!.isMine && correction!.author?.id === teacher.id ? teacher : admin
  await who.call(contract.changeAnnouncement, {
    announcementId: correction!.id,
    texts: words('Sortie vendredi'),
  })
  await submit(who, correction!.id)
  await here.settle()
  expect(await waiting(bob)).toEqual(['Sortie vendredi'])
  expect(await titles(bob)).toContain('Correction : Sortie vendredi')
  expect(await bob.call(contract.readAnnouncement, { announcementId: id })).toMatchObject({
    isCorrected: true,
    correctedById: correction!.id,
  })
})

test('two jobs send once, a stopped delivery goes on, and who left meanwhile receives nothing', async () => {
  const { teacher, app, workspace } = here
  itIs('2026-11-23', '20:00')
  const { id } = await write(teacher)
  await submit(teacher, id)
  itIs('2026-11-24', '07:00')
  // Two hundred and fifty more, as rows: their accounts do not matter here.
  await app.system(async ({ db }) => {
    const one = await db
      .selectFrom('members')
      .selectAll()
      .where('name', '=', 'Bob')
      .executeTakeFirstOrThrow()
    for (let i = 0; i < 250; i++)
      await db
        .insertInto('members')
        .values({
          ...one,
          id: `019aa000-0000-7000-8000-${String(i).padStart(12, '0')}`,
          accountId: `019aa000-0000-7000-9000-${String(i).padStart(12, '0')}`,
        })
        .execute()
  }, workspace)
  const about = { announcementId: id }
  await Promise.all([1, 2].map(() => app.system((ctx) => send(ctx, about), workspace)))
  await app.system(
    ({ db }) =>
      db
        .updateTable('members')
        .set({ active: false })
        .where('id', '=', '019aa000-0000-7000-8000-000000000007')
        .execute(),
    workspace,
  )
  const counts = async () => (await teacher.call(contract.readWritten, about)).counts
  expect(await counts()).toMatchObject({ recipients: 255, delivered: 0 })
  await Promise.all([1, 2].map(() => deliver(open(), about)))
  await here.settle()
  expect(await counts()).toMatchObject({ recipients: 254, delivered: 254 })
  const told = await app.system(
    ({ db }) =>
      db
        .selectFrom('notices')
        .select(({ fn }) => fn.countAll().as('many'))
        .where('about', '=', `announcement/${id}`)
        .executeTakeFirstOrThrow(),
    workspace,
  )
  expect(Number(told.many)).toBe(254)
})

test('others’ announcements do not exist', async () => {
  const { teacher, bob, admin, stranger, neighbour } = here
  itIs('2026-11-23', '10:00')
  const colleague = await neighbour('Lea', 'staff')
  const { id: announcementId } = await write(teacher, { audience: 'team' })
  await expect(colleague.call(contract.readWritten, { announcementId })).rejects.toThrow(
    'not-found',
  )
  await expect(submit(colleague, announcementId)).rejects.toThrow('not-found')
  expect((await colleague.call(contract.listWritten)).items).toEqual([])
  expect((await admin.call(contract.listWritten)).items).toHaveLength(1)
  await expect(write(bob)).rejects.toThrow('forbidden')
  await expect(stranger.call(contract.listAnnouncements)).rejects.toThrow('not-found')
  await submit(teacher, announcementId)
  await here.settle()
  expect(await waiting(colleague)).toEqual(['Sortie à la ferme'])
  expect(await waiting(bob)).toEqual([])
  await expect(bob.call(contract.readAnnouncement, { announcementId })).rejects.toThrow('not-found')
  await expect(bob.call(contract.markUnderstood, { announcementId })).rejects.toThrow('not-found')
  await expect(write(teacher, { texts: {} })).rejects.toThrow('invalid-input')
})

test('every state, every move, every actor', async () => {
  const { teacher, admin, app, workspace } = here
  const rules = { quietFrom: '19:00', quietUntil: '07:00', quietWeekends: true }
  const setRules = (needsApproval: boolean) =>
    admin.call(contract.changeAnnouncementRules, { ...rules, schoolCalendar: null, needsApproval })
  itIs('2026-11-23', '21:00')
  type State = StateOf<typeof announcementMachine>
  const { id: announcementId } = await write(teacher)
  const surprises = await everyPair(
    announcementMachine,
    async ({ state, move, actor }) => {
      const set = { state, sendsAt: state === 'scheduled' ? here.clock.now() : null }
      await app.system(
        ({ db }) =>
          db.updateTable('announcements').set(set).where('id', '=', announcementId).execute(),
        workspace,
      )
      const stateNow = async () =>
        (await teacher.call(contract.readWritten, { announcementId })).state as State
      if (actor === 'system') {
        if (move !== 'send') return null
        await app.system((ctx) => send(ctx, { announcementId }), workspace)
        return stateNow()
      }
      const who = actor === 'author' ? teacher : admin
      const one = { announcementId }
      if (move === 'submit' && actor === 'author') {
        await setRules(true)
        await teacher.call(contract.submitAnnouncement, one)
      } else if (move === 'schedule') {
        await setRules(false)
        await who.call(contract.submitAnnouncement, one)
      } else if (move === 'approve' && actor === 'head')
        await admin.call(contract.approveAnnouncement, one)
      else if (move === 'refuse' && actor === 'head')
        await admin.call(contract.refuseAnnouncement, { ...one, reason: 'Non' })
      else if (move === 'takeBack') await who.call(contract.takeBackAnnouncement, one)
      else if (move === 'cancel') await who.call(contract.cancelAnnouncement, one)
      else return null
      return stateNow()
    },
    ({ move }) => (move === 'send' ? null : undefined),
  )
  expect(surprises).toEqual([])
})

test('a phone number that never answers is given up, and counted', async () => {
  const { admin, bob } = here
  const { client, received } = textingSimulator(() => 'refused')
  here.clients.set(contract.texter.name, client)
  await bob.call(changeProfile, { phone: '+32470000001' })
  const { id } = await write(admin, { urgent: true })
  await submit(admin, id)
  await here.settle()
  expect(received).toEqual([])
  const { counts } = await admin.call(contract.readWritten, { announcementId: id })
  expect(counts.sms).toEqual({ waiting: 0, sent: 0, failed: 1 })
})
