import { expect, test } from 'vitest'
import { world } from '#tests/village.ts'
import { letter, queueMail, recentMails } from './api.ts'
import { mailer } from './contract.ts'

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
