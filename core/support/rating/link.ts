/** The link of the mail: which ticket, until when, and a seal of this installation over both. */
import { hmac, isSame, keyFor } from '#core/identity/api.ts'
import { installation } from '#core/identity/contract.ts'
import type { OpenContext } from '#kernel/module.ts'
import { DAY } from '#kernel/time.ts'
import { RatingLinkOver, RatingLinkWrong } from './contract.ts'

export const LINK_MS = 30 * DAY

type Scene = Pick<OpenContext, 'client' | 'workspace'>

/** The key is the one of mails; the words before the ticket keep this seal from serving anything else. */
const seal = ({ workspace }: Scene, secret: string, what: string) =>
  hmac(keyFor('mailed', secret), `rating ${workspace.id} ${what}`)

export function ratingToken(scene: Scene, ticketId: string, now: Date): string {
  const what = `${ticketId}.${now.getTime() + LINK_MS}`
  const [secret] = scene.client(installation).secrets
  return `${what}.${seal(scene, secret!, what)}`
}

export const ratingPage = (scene: Scene, token: string) =>
  `${scene.client(installation).publicUrl}/contact/${scene.workspace.slug}/rating?token=${token}`

/** The seal is looked at first: what it does not cover is not believed, not even that it is over. */
export function ticketOfToken(scene: Scene, token: string, now: Date): string {
  const [ticketId = '', until = '', given = ''] = token.split('.')
  const { secrets } = scene.client(installation)
  const isOurs = secrets.some((it) => isSame(given, seal(scene, it, `${ticketId}.${until}`)))
  if (!isOurs) throw RatingLinkWrong()
  if (Number(until) <= now.getTime()) throw RatingLinkOver()
  return ticketId
}
