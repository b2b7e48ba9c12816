/** Who is writing at this moment; forgotten when they stop saying so. */
import { useEffect, useState } from 'react'
import { useFormat } from '#web/format.tsx'
import { useText } from '#web/text.tsx'
import type { Conversation } from '../conversations/contract.ts'
import { messagingTexts } from '../texts.tsx'
import { useNames } from './names.tsx'
import type { ThreadState } from './useThread.tsx'

/** Who types says so every three seconds. */
const FORGOTTEN_MS = 6000

export function Typing({ head, thread }: { head: Conversation; thread: ThreadState }) {
  const text = useText(messagingTexts)
  const format = useFormat()
  const { byMember } = useNames(head, thread)
  const { typing } = thread
  const [now, look] = useState(Date.now)
  useEffect(() => {
    if (typing.size === 0) return
    look(Date.now())
    const timer = setInterval(() => look(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [typing])
  const names = [...typing]
    .filter(([, at]) => now - at < FORGOTTEN_MS)
    .flatMap(([memberId]) => byMember(memberId) ?? [])
  return (
    <p className="thread-typing hint" role="status">
      {names.length === 1 && text('messaging.typing-one', { name: names[0]! })}
      {names.length > 1 && text('messaging.typing-many', { names: format.list(names) })}
    </p>
  )
}
