/** Nodes hear of each other over Redis: one channel for the installation. Down, it loses news and stops nobody. */
import type { RedisClientType } from 'redis'
import type { Bus, News } from '#kernel/live/bus.ts'
import type { Log } from '#kernel/log.ts'
import { SECOND } from '#kernel/time.ts'

const CONNECT_WITHIN_MS = 3 * SECOND
const AGAIN_AFTER_MS = { least: 200, most: 5 * SECOND }
/** Notices a connection that is open in name only. */
const PING_EVERY_MS = 10 * SECOND
const COUNTED_WITHIN_MS = 250
/** News that wait while Redis is slow; what is lost is read from the database. */
const MOST_WAITING = 1000

export type Address = { url: string; prefix: string; log: Pick<Log, 'warn' | 'info'> }

/** Connects when there is something to say or to hear; a command that does neither never does. */
export function redisBus({ url, prefix, log }: Address): Bus {
  const channel = `${prefix}live`
  const clients: RedisClientType[] = []
  let speaker: Promise<RedisClientType> | undefined
  let wasReached: boolean | undefined
  let isClosed = false

  /** One to speak and one to hear: with either missing, this node is on its own. */
  const isReached = () => clients.length > 0 && clients.every((it) => it.isReady)
  const look = (error?: unknown) => {
    const is = isReached()
    if (is === wasReached || isClosed) return
    wasReached = is
    if (is) log.info('live updates pass over Redis')
    else log.warn({ err: error }, 'Redis does not answer: live updates are slower until it does')
  }

  /** Tries for ever; while it is down commands fail at once instead of waiting in memory. */
  async function connect(onReady: () => void = () => {}): Promise<RedisClientType> {
    const { createClient } = await import('redis')
    const client = createClient({
      url,
      disableOfflineQueue: true,
      commandsQueueMaxLength: MOST_WAITING,
      pingInterval: PING_EVERY_MS,
      socket: { connectTimeout: CONNECT_WITHIN_MS, reconnectStrategy: later },
    })
    const made = client as unknown as RedisClientType
    client.on('error', look)
    client.on('ready', () => {
      look()
      onReady()
    })
    if (isClosed) return made
    clients.push(made)
    // Settles with the first success, which may be long after; nobody waits for it.
    client.connect().catch(look)
    return made
  }

  return {
    send(news) {
      const say = async () => {
        const client = await (speaker ??= connect())
        if (client.isReady) await client.publish(channel, JSON.stringify(news))
      }
      say().catch(look)
    },
    listen(hear, connected) {
      speaker ??= connect()
      const take = (text: string) => {
        const news = readNews(text)
        if (news) hear(news)
      }
      const listener = connect(() => {
        // The library itself subscribes anew after a cut; the first time is ours.
        void listener
          .then((client) => client.subscribe(channel, take))
          .then(connected)
          .catch(look)
      })
    },
    async count(what, windowMs) {
      const client = await (speaker ??= connect())
      if (!client.isReady) return undefined
      const key = `${prefix}rate:${Math.floor(Date.now() / windowMs)}:${what}`
      const counted = async () => {
        const [count] = await client.multi().incr(key).pExpire(key, windowMs).exec()
        return Number(count)
      }
      return soon(counted().catch(look), COUNTED_WITHIN_MS)
    },
    state: () => (isReached() ? 'connected' : 'down'),
    async close() {
      isClosed = true
      await speaker
      for (const client of clients) if (client.isOpen) client.destroy()
    },
  }
}

/** What comes too late is as good as nothing: a person waits for it. */
async function soon(counting: Promise<number | void>, ms: number): Promise<number | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)))
  const count = await Promise.race([counting, late])
  clearTimeout(timer)
  return count ?? undefined
}

const later = (tries: number) =>
  Math.min(AGAIN_AFTER_MS.most, AGAIN_AFTER_MS.least * 2 ** Math.min(tries, 10)) *
  (0.5 + Math.random() / 2)

/** Another program may write to the same channel. */
function readNews(text: string): News | undefined {
  try {
    const news = JSON.parse(text) as News
    return typeof news === 'object' && news !== null && 'is' in news ? news : undefined
  } catch {
    return undefined
  }
}

/** Whether Redis answers now, for `socle doctor`: also one that takes the call and then says nothing is told within seconds. */
export async function redisAnswers(url: string): Promise<boolean> {
  const { createClient } = await import('redis')
  const socket = { connectTimeout: CONNECT_WITHIN_MS, reconnectStrategy: false } as const
  const client = createClient({ url, socket })
  client.on('error', () => undefined)
  const late = new Promise<false>((resolve) => {
    setTimeout(resolve, CONNECT_WITHIN_MS, false).unref()
  })
  const asked = client.connect().then(async () => (await client.ping()) === 'PONG')
  try {
    return await Promise.race([asked.catch(() => false), late])
  } finally {
    client.destroy()
  }
}
