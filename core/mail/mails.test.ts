import { expect, test } from 'vitest'
import { person, village, voice, world } from '#tests/village.ts'
import { letter, queueMail, recentMails, refusedAmong } from './api.ts'
import { listMails, mailer, MailRefused, readMail, retryMail } from './contract.ts'

const words = letter({
  locale: 'fr-BE',
  subject: 'Un mot\r\nBcc: all@exemple.test',
  paragraphs: ['Bonjour <b>Ana</b> & "vous",'],
  action: { label: 'Ouvrir', url: 'https://socle.test/?a=1&b="2"' },
})
const mail = { to: 'ana@exemple.test', locale: 'fr-BE', ...words }
const kept = ({ app }: Awaited<ReturnType<typeof world>>) =>
  app.readRegistry((db) => recentMails(db))

test('a letter escapes every value and keeps its subject on one line', () => {
  expect(words.subject).toBe('Un mot Bcc: all@exemple.test')
  expect(words.html).toContain('Bonjour &lt;b&gt;Ana&lt;/b&gt; &amp; &quot;vous&quot;,')
  expect(words.html).toContain('href="https://socle.test/?a=1&amp;b=&quot;2&quot;"')
  expect(words.text).toContain('https://socle.test/?a=1&b="2"')
})

test('a mail leaves with its transaction', async () => {
  const here = await world()
  const { app, settle, mails } = here
  const undone = app.system(async (ctx) => {
    await queueMail(ctx, mail)
    throw new Error('changed my mind')
  })
  await expect(undone).rejects.toThrow('changed my mind')
  await app.system((ctx) => queueMail(ctx, mail))
  await settle()
  expect(mails).toMatchObject([{ to: mail.to, subject: mail.subject, text: mail.text }])
  expect(await kept(here)).toMatchObject([{ to: mail.to, state: 'sent', text: mail.text }])
})

test('a mail that was not taken is tried again', async () => {
  const here = await world()
  const { app, settle, clients, mails } = here
  let refusals = 2
  const send = async (it: (typeof mails)[number]) => {
    if (refusals-- > 0) throw new Error('greylisted')
    mails.push(it)
  }
  clients.set(mailer.name, { send })
  await app.system((ctx) => queueMail(ctx, mail))
  await settle()
  expect(mails).toHaveLength(1)
  expect(await kept(here)).toMatchObject([{ state: 'sent' }])
})

test('a mail that will never be taken is not tried again; its address is told of once, until a mail arrives', async () => {
  const here = await world()
  const { app, settle, clients, mails } = here
  let attempts = 0
  const send = async () => {
    attempts++
    throw new MailRefused('550 5.1.1 nobody', { isAddress: true })
  }
  clients.set(mailer.name, { send })
  for (let i = 0; i < 2; i++) await app.system((ctx) => queueMail(ctx, mail))
  await settle()
  expect(attempts).toBe(2)
  const refused = (address: string) => app.readRegistry((db) => refusedAmong(db, [address]))
  expect([...(await refused(' Ana@Exemple.test '))]).toHaveLength(1)
  clients.set(mailer.name, { send: async (it: (typeof mails)[number]) => void mails.push(it) })
  await app.system((ctx) => queueMail(ctx, mail))
  await settle()
  expect((await refused(mail.to)).size).toBe(0)
  expect((await kept(here)).map((it) => [it.state, it.reason])).toEqual([
    ['sent', null],
    ['refused', '550 5.1.1 nobody'],
    ['refused', '550 5.1.1 nobody'],
  ])
})

test('an administrator sees what became of each mail, reads it where it does not leave, and tries it again', async () => {
  const here = await world()
  const { app, settle, clients, mails } = here
  const chief = await person(here, { name: 'Chef', admin: true })
  const bob = await person(here, { name: 'Bob' })
  const admin = voice(app, chief.session, '')
  await expect(voice(app, bob.session, '')(listMails)).rejects.toThrow('forbidden')
  const broken = { send: async () => Promise.reject(new Error('451 try later')) }
  clients.set(mailer.name, broken)
  await app.system((ctx) => queueMail(ctx, mail))
  await app.jobs.settle()
  const [waiting] = (await admin(listMails)).items
  expect(waiting).toMatchObject({ state: 'failed', reason: '451 try later', attempts: 1 })
  expect(waiting!.nextAt).not.toBeNull()
  await settle()
  const [given] = (await admin(listMails, { state: 'failed', search: 'ana@' })).items
  expect(given).toMatchObject({ nextAt: null, attempts: 8 })
  const mailId = given!.id
  expect(await admin(readMail, { mailId })).toMatchObject({ text: mail.text })
  clients.set(mailer.name, { ...broken, leaves: true })
  await expect(admin(readMail, { mailId })).rejects.toThrow('not-found')
  clients.set(mailer.name, { send: async (it: (typeof mails)[number]) => void mails.push(it) })
  await admin(retryMail, { mailId })
  await settle()
  expect(mails).toHaveLength(1)
  expect((await admin(listMails, { state: 'sent' })).items).toMatchObject([{ id: mailId }])
  await expect(admin(retryMail, { mailId })).rejects.toThrow('not-found')
})

test('where mails truly leave, what a workspace writes about is not for who runs the installation', async () => {
  const here = await village()
  const { app, settle, clients, workspace } = here
  const chief = await person(here, { name: 'Chef', admin: true })
  clients.set(mailer.name, { send: async () => {}, leaves: true })
  await app.system((ctx) => queueMail(ctx, { ...mail, to: 'house@exemple.test' }), workspace)
  await app.system((ctx) => queueMail(ctx, { ...mail, to: 'all@exemple.test' }))
  await settle()
  const { items } = await voice(app, chief.session, '')(listMails, { search: 'exemple.test' })
  const subjectOf = (to: string) => items.find((it) => it.to === to)?.subject
  expect([subjectOf('house@exemple.test'), subjectOf('all@exemple.test')]).toEqual([
    null,
    mail.subject,
  ])
})

test('where mails truly leave, nothing of them stays to be read', async () => {
  const here = await world()
  const { app, settle, clients } = here
  clients.set(mailer.name, { send: async () => {}, leaves: true })
  await app.system((ctx) => queueMail(ctx, mail))
  await settle()
  expect(await kept(here)).toMatchObject([
    { state: 'sent', text: '', html: '', subject: mail.subject },
  ])
})
