/** A phone's line to the real server code, in which requests and answers get lost, and the phone itself dies. */
import { readFile, sendPiece } from '#core/files/contract.ts'
import { type Endpoint, NotSignedIn, Unavailable } from '#kernel/contract.ts'
import { newId } from '#kernel/ids.ts'
import { type Call, type CallOptions, NetworkFailure } from '#web/http.tsx'
import { move, pieces } from './files.ts'
import type { Neighbour, World } from './village.ts'

/** What happens to one call: all goes well, it never arrives, its answer never does, the server has no time, nobody is logged in. */
export type Fate = 'well' | 'lost' | 'unheard' | 'busy' | 'signed-out'
export type Seen = { endpoint: Endpoint<any, any>; input: any; fate: Fate }

type Tunnel = {
  world: Pick<World, 'app'>
  who: Neighbour
  slug?: string
  /** Decides, call by call. */
  fateOf?: (endpoint: Endpoint<any, any>) => Fate
  /** How many turns of the clock a call is on its way, and its answer again. */
  turns?: () => number
  /** Looks at answers, and may forge them. */
  answer?: (endpoint: Endpoint<any, any>, reply: any) => any
}

/** The call of a phone; `seen` is what was tried. */
export function tunnel({ world, who, slug = 'tilleul', fateOf, turns, answer }: Tunnel) {
  const seen: Seen[] = []
  const arrive = async (endpoint: Endpoint<any, any>, input: any, bytes?: Blob, key = newId()) => {
    if (endpoint !== sendPiece) {
      const isRead = endpoint.method === 'GET' || endpoint === readFile
      return who.call(endpoint, input, ...(isRead ? [] : [key]))
    }
    const content = new Uint8Array(await bytes!.arrayBuffer())
    return move({ app: world.app, session: who.session, slug }, endpoint, input, pieces(content))
  }
  const call = (async (
    endpoint: Endpoint<any, any>,
    input: unknown,
    { bytes, key }: CallOptions = {},
  ) => {
    const fate = fateOf?.(endpoint) ?? 'well'
    seen.push({ endpoint, input, fate })
    await travel(turns?.())
    if (fate === 'lost') throw new NetworkFailure()
    if (fate === 'busy') throw Unavailable()
    if (fate === 'signed-out') throw NotSignedIn()
    // As over HTTP: what comes back is text.
    const sent = JSON.parse(JSON.stringify(input ?? {})) as object
    const reply = await arrive(endpoint, sent, bytes, key)
    await travel(turns?.())
    if (fate === 'unheard') throw new NetworkFailure()
    const told = reply === undefined ? undefined : JSON.parse(JSON.stringify(reply))
    return answer ? answer(endpoint, told) : told
  }) as Call
  return { call, seen }
}

async function travel(turns = 0): Promise<void> {
  for (let left = turns; left > 0; left--) await new Promise((next) => setTimeout(next))
}
