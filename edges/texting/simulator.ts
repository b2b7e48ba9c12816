/** A provider of SMS of our own for tests: right, silent after it took the message, refusing, or forgetful. */
import type { Texter } from '#core/messaging/announcements/contract.ts'

export type Sms = Parameters<Texter['send']>[0]
/** `lost`: taken, but the answer never comes. `refused`: not taken. */
export type Behaviour = 'right' | 'lost' | 'refused'

export function textingSimulator(behave: (sms: Sms, attempt: number) => Behaviour = () => 'right') {
  /** What telephones received: one for each `send` that was taken, also the second of the same id. */
  const received: Sms[] = []
  const attempts = new Map<string, number>()
  const client: Texter = {
    name: 'Simulateur',
    async send(sms) {
      const attempt = (attempts.get(sms.id) ?? 0) + 1
      attempts.set(sms.id, attempt)
      const behaviour = behave(sms, attempt)
      if (behaviour === 'refused') throw new Error('the provider refuses')
      received.push(sms)
      if (behaviour === 'lost') throw new Error('no answer came')
    },
    has: async (id) => received.some((it) => it.id === id),
  }
  return { client, received }
}
