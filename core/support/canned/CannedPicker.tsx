import { IconMessage2Plus } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useCall, useRead } from '#web/api.tsx'
import { useText } from '#web/text.tsx'
import { useDraft } from '#web/ui/draft.tsx'
import { Menu } from '#web/ui/Menu.tsx'
import { supportTexts } from '../texts.tsx'
import { fillCanned, listCanned } from './contract.ts'

type Props = {
  ticketId: string
  conversationId: string
  /** The draft of the conversation has changed: its field is to be read anew. */
  onPicked(): void
}

/** Puts a canned answer behind what is being written; it is read, and changed, before it is sent. */
export function CannedPicker({ ticketId, conversationId, onPicked }: Props) {
  const text = useText(supportTexts)
  const call = useCall()
  const { items } = useRead(listCanned)
  const [picked, pick] = useState<string>()
  const fill = async (cannedId: string) =>
    pick((await call(fillCanned, { cannedId, ticketId })).words)
  if (items.length === 0) return null
  return (
    <>
      <Menu
        label={text('canned.pick')}
        className="button small"
        items={items.map(({ id, name }) => ({ text: name, onChoose: () => fill(id) }))}
      >
        <IconMessage2Plus size={18} stroke={1.7} />
        <span>{text('canned.pick')}</span>
      </Menu>
      {picked !== undefined && (
        <Insertion
          conversationId={conversationId}
          words={picked}
          onDone={() => {
            pick(undefined)
            onPicked()
          }}
        />
      )}
    </>
  )
}

type InsertionProps = { conversationId: string; words: string; onDone(): void }

/** A draft is read when what holds it appears: this appears when something is to be added to it. */
function Insertion({ conversationId, words, onDone }: InsertionProps) {
  const draft = useDraft(`message.${conversationId}`)
  useEffect(() => {
    const { body = '', files = [] } = draft.found ?? {}
    draft.keep({ body: [body, words].filter(Boolean).join('\n\n'), files })
    onDone()
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once, when it appears
  }, [])
  return null
}
