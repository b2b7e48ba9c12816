/** Browsers before the real server code: each keeps its cookies and goes where it is sent. */
import { createServer } from '#app/http.ts'
import { sentences } from '#app/texts.ts'
import type { LocalProvider } from './provider.ts'
import { createLog } from '#kernel/log.ts'
import { afterAll } from 'vitest'
import { config, world } from './village.ts'

export type House = Awaited<ReturnType<typeof house>>
export type Browser = ReturnType<House['browser']>
type Asked = { method?: 'GET' | 'POST' | 'DELETE'; body?: object; from?: string }

export async function house(env: Record<string, string> = {}) {
  const here = await world(env)
  const log = createLog('silent')
  const serving = { app: here.app, config: config(env), sentences, log, drain: { isOn: false } }
  const server = await createServer({ ...serving, pages: 'none' })
  afterAll(() => server.close())

  const browser = () => {
    const cookies = new Map<string, string>()
    const ask = async (url: string, { method = 'GET', body, from = '203.0.113.7' }: Asked = {}) => {
      const answer = await server.inject({
        method,
        url: `/api${url}`,
        cookies: Object.fromEntries(cookies),
        remoteAddress: from,
        ...(body ? { payload: body } : {}),
      })
      for (const { name, value } of answer.cookies)
        if (value) cookies.set(name, value)
        else cookies.delete(name)
      return answer
    }
    return {
      cookies,
      ask,
      /** Who is in here, or null. */
      user: async () => {
        const answer = await ask('/auth/session')
        return answer.statusCode === 200 ? answer.json().user : null
      },
      logIn: (email: string, password: string) =>
        ask('/auth/login', { method: 'POST', body: { email, password } }),
      /** To the provider and back up to the callback, which is not opened yet. */
      depart: async (there: LocalProvider, body: object = {}, way = 'start', from?: string) => {
        const asked = { method: 'POST' as const, body, ...(from ? { from } : {}) }
        const { location } = (await ask(`/auth/providers/oidc/${way}`, asked)).json()
        const back = await there.visit(location)
        return back.pathname.replace(/^\/api/, '') + back.search
      },
      /** Opens the callback; where the browser lands. */
      land: async (callback: string) => {
        const answer = await ask(callback)
        return answer.statusCode === 303 ? String(answer.headers.location) : answer.body
      },
    }
  }
  return { ...here, server, browser }
}
