/** What a mail program does with the address in a mail (RFC 8058), over the real server. */
import { afterEach, expect, test } from 'vitest'
import { createServer } from '#app/http.ts'
import { sentences } from '#app/texts.ts'
import { readPreferences } from '#core/notifications/preferences/contract.ts'
import { notify } from '#core/notifications/api.ts'
import { createLog } from '#kernel/log.ts'
import { transferProposed } from '#modules/school/exchange/notices.ts'
import { post } from '#tests/told.ts'
import { config, village } from '#tests/village.ts'

type Server = Awaited<ReturnType<typeof createServer>>
let server: Server | undefined
afterEach(() => server?.close())

test('one request without a cookie ends these mails; opening the address leads to the page and changes nothing', async () => {
  const here = await village()
  const { app, ana, workspace } = here
  const serving = { app, sentences, log: createLog('silent'), drain: { isOn: false } }
  server = await createServer({ ...serving, config: config(), pages: 'none' })
  const facts = { name: 'Bob', units: { say: 'exchange.units', count: 60 }, quote: '' }
  const told = {
    notice: transferProposed,
    to: [ana.id],
    key: '1',
    facts,
    path: '/exchange' as const,
  }
  await app.system((ctx) => notify(ctx, told), workspace)
  await post(here)
  const url = new URL(here.mails.find((it) => it.to === ana.email)!.unsubscribe!).pathname
  const mailOf = async () => {
    const { groups } = await ana.call(readPreferences, {})
    return groups.find((it) => it.group === transferProposed.group)!.mail
  }

  const opened = await server.inject({ url, headers: { accept: 'text/html' } })
  expect(opened.statusCode).toBe(303)
  expect(opened.headers.location).toMatch(/\/unsubscribe\/tilleul\?token=/)
  expect(await mailOf()).toBeNull()

  const forged = url.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))
  expect((await server.inject({ method: 'POST', url: forged })).statusCode).toBe(404)
  expect(await mailOf()).toBeNull()

  const asForm = 'application/x-www-form-urlencoded'
  const inParts = 'multipart/form-data; boundary=x'
  const parts =
    '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n'
  for (const [type, payload] of [
    [asForm, 'List-Unsubscribe=One-Click'],
    [inParts, parts],
  ] as const) {
    const headers = { 'content-type': type }
    const answer = await server.inject({ method: 'POST', url, headers, payload })
    expect(answer.statusCode).toBe(200)
    expect(await mailOf()).toBe('never')
  }
})
