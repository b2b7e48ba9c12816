/** How people are called in a conversation, also who is gone. */
import { useText } from '#web/text.tsx'
import type { Conversation, Participant } from '../conversations/contract.ts'
import { messagingTexts } from '../texts.tsx'
import type { ThreadState } from './useThread.tsx'

export function useNames(head: Conversation, thread: Pick<ThreadState, 'people'>) {
  const text = useText(messagingTexts)
  const here = new Map(head.people.map((it) => [it.id, it]))
  const find = (id: string | null) => (id ? (here.get(id) ?? thread.people.get(id)) : undefined)
  const name = (id: string | null) =>
    id === head.me ? text('messaging.you') : (find(id)?.name ?? text('messaging.erased'))
  /** What is worth knowing of somebody besides the name. */
  const hint = (id: string | null) => {
    const it = find(id)
    return it ? hints(it, head) : undefined
  }
  const hints = (it: Participant, { kind }: Conversation) => {
    if (it.standing === 'former') return text('messaging.former')
    if (it.standing === 'visitor') return text('messaging.visitor')
    if (it.standing === 'unverified') return text('messaging.unverified')
    return it.role === 'agent' && kind !== 'group' ? text('messaging.agent') : undefined
  }
  const byMember = (memberId: string) =>
    head.people.find((it) => it.memberId === memberId)?.name ?? undefined
  return { find, name, hint, byMember }
}
