/** A device that nobody has used yet: it keeps the session's cookie as a browser would. */
import type { Endpoint } from '#kernel/contract.ts'
import { newId } from '#kernel/ids.ts'
import type { World } from './village.ts'

export function device({ app }: Pick<World, 'app'>, slug = 'tilleul') {
  let cookie: string | undefined
  const call = async (endpoint: Endpoint<any, any>, input: object = {}) => {
    const session = cookie
      ? await app.readRegistry((db) => app.directory.session(db, { cookie }, app.now()))
      : null
    const origin = { requestId: newId(), address: '203.0.113.9', agent: 'device' }
    const { reply, session: opened } = await app.answer(endpoint, { session, origin, slug }, input)
    if (opened !== undefined) cookie = opened?.secret
    return reply as any
  }
  return { id: newId(), name: 'Somebody', email: '', call }
}
