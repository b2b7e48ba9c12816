/** A provider of OpenID Connect on this machine, honest until a test makes it lie. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type MutableToken, OAuth2Issuer, OAuth2Service } from 'oauth2-mock-server'
import { afterAll } from 'vitest'

export type Claims = Record<string, unknown> & { sub: string }
export type LocalProvider = Awaited<ReturnType<typeof localProvider>>

export async function localProvider() {
  const issuer = new OAuth2Issuer()
  const service = new OAuth2Service(issuer)
  await issuer.keys.generate('RS256')
  const state = {
    claims: { sub: 'nobody' } as Claims,
    /** Changes the id_token before it is signed. */
    bend: undefined as ((token: MutableToken) => void) | undefined,
    /** Changes what the endpoint of tokens answers. */
    answer: undefined as ((response: { body: any; statusCode: number }) => void) | undefined,
    delayMs: 0,
    isDown: false,
  }
  service.on('beforeTokenSigning', (token: MutableToken) => {
    // Only the id_token has an audience here; the other token is nobody's business.
    if (!token.payload['aud']) return
    Object.assign(token.payload, state.claims)
    state.bend?.(token)
  })
  service.on('beforeResponse', (response) => state.answer?.(response))
  const server = createServer((request, response) => {
    if (state.isDown) return void response.writeHead(503).end()
    setTimeout(() => service.requestHandler(request, response), state.delayMs)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  issuer.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const close = () => {
    server.closeAllConnections()
    return new Promise((done) => server.close(done))
  }
  afterAll(close)

  return {
    url: issuer.url,
    /** Who is signed in there from now on. */
    become: (claims: Claims) => void (state.claims = claims),
    lie: (how: Partial<Omit<typeof state, 'claims'>>) => void Object.assign(state, how),
    beHonest: () =>
      void Object.assign(state, { bend: undefined, answer: undefined, delayMs: 0, isDown: false }),
    /** What a browser does at the provider's page: it is sent back with a code. */
    visit: async (location: string): Promise<URL> => {
      const answer = await fetch(location, { redirect: 'manual' })
      return new URL(answer.headers.get('location')!)
    },
    /** The environment that makes an installation use it. */
    env: {
      OIDC_ISSUER: issuer.url,
      OIDC_CLIENT_ID: 'socle',
      OIDC_CLIENT_SECRET: 'a secret between two servers',
      OIDC_NAME: 'École du Tilleul',
    },
  }
}
