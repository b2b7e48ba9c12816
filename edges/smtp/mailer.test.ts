import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { MailRefused } from '#core/mail/contract.ts'
import { heldMailer, smtpMailer } from './mailer.ts'

const mail = {
  id: '019aa000-0000-7000-8000-000000000000',
  to: 'ana@exemple.test',
  subject: 'Été',
  text: 'Bonjour\n.\nfin',
  html: '<p>Bonjour</p>',
}
const open: { close(): void }[] = []
afterEach(() => open.splice(0).forEach((it) => it.close()))

/** A server that speaks just enough SMTP; `answer` decides what it says to each command. */
async function postOffice(answer: (command: string) => string | undefined) {
  const taken: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    let letter: string | undefined
    socket.on('error', () => socket.destroy())
    socket.write('220 here\r\n')
    socket.on('data', (chunk) => {
      if (letter !== undefined) {
        letter += chunk.toString()
        if (!letter.endsWith('\r\n.\r\n')) return
        taken.push(letter)
        letter = undefined
        socket.write('250 taken\r\n')
        return
      }
      for (const line of chunk.toString().split('\r\n').filter(Boolean)) {
        const said = answer(line) ?? (/^DATA/i.test(line) ? '354 go on' : '250 fine')
        if (said.startsWith('354')) letter = ''
        socket.write(`${said}\r\n`)
      }
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  open.push({
    close: () => {
      for (const it of sockets) it.destroy()
      server.close()
    },
  })
  const { port } = server.address() as AddressInfo
  return { url: `smtp://127.0.0.1:${port}?from=Socle%20%3Cpost@socle.test%3E`, taken }
}

test('a mail leaves with its sender, its subject and both forms', async () => {
  const { url, taken } = await postOffice(() => undefined)
  await smtpMailer(url).send(mail)
  expect(taken[0]).toContain('From: Socle <post@socle.test>')
  expect(taken[0]).toContain('To: ana@exemple.test')
  expect(taken[0]).toContain(`Message-ID: <${mail.id}@socle.test>`)
  expect(taken[0]).toContain('Subject: =?UTF-8?')
  expect(taken[0]).toContain('text/html')
})

test.for([
  ['a refused address', (it: string) => (/^RCPT/i.test(it) ? '550 nobody here' : undefined)],
  ['a server that is full', (it: string) => (/^DATA/i.test(it) ? '452 no room' : undefined)],
] as const)('%s is an error, so that the job tries again', async ([, answer]) => {
  const { url, taken } = await postOffice(answer)
  await expect(smtpMailer(url).send(mail)).rejects.toThrow(/550|452/)
  expect(taken).toEqual([])
})

test('a mail says how to end its kind in one request (RFC 8058); what has to arrive says nothing of it', async () => {
  const { url, taken } = await postOffice(() => undefined)
  const unsubscribe = `https://socle.test/api/w/tilleul/notifications/unsubscribe/${'x'.repeat(117)}`
  const mailer = smtpMailer(url)
  await mailer.send({ ...mail, unsubscribe })
  await mailer.send(mail)
  // Long headers go on in a second line.
  const headers = taken.map((it) => it.split('\r\n\r\n')[0]!.replaceAll(/\r\n[ \t]+/g, ''))
  expect(headers[0]!.replaceAll(' ', '')).toContain(`List-Unsubscribe:<${unsubscribe}>`)
  expect(headers[0]).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
  expect(headers[1]).not.toMatch(/unsubscribe/i)
})

test.for([
  ['RCPT', '550 5.1.1 no such user', { isAddress: true }],
  ['RCPT', '553 5.1.3 no such name', { isAddress: true }],
  ['RCPT', '550 5.7.1 we do not like you', { isAddress: false }],
  ['DATA', '554 5.6.0 what is this', { isAddress: false }],
] as const)('after %s, «%s» is final', async ([command, said, expected]) => {
  const { url } = await postOffice((it) => (it.startsWith(command) ? said : undefined))
  const refused = await smtpMailer(url)
    .send(mail)
    .catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(MailRefused)
  expect(refused).toMatchObject({ ...expected, message: expect.stringContaining(said) })
})

test.for([
  ['RCPT', '450 4.2.0 try later'],
  ['RCPT', '452 4.2.2 mailbox full'],
  ['MAIL', '550 5.7.1 you are not who you say'],
] as const)('after %s, «%s» is tried again', async ([command, said]) => {
  const { url } = await postOffice((it) => (it.startsWith(command) ? said : undefined))
  const failed = await smtpMailer(url)
    .send(mail)
    .catch((error: unknown) => error)
  expect(failed).toBeInstanceOf(Error)
  expect(failed).not.toBeInstanceOf(MailRefused)
})

test('a server that is not there is an error', async () => {
  await expect(smtpMailer('smtp://127.0.0.1:9').send(mail)).rejects.toThrow('ECONNREFUSED')
})

test('without a server mails are held and stay readable', async () => {
  expect(heldMailer().leaves).toBe(false)
  await heldMailer().send(mail)
})
