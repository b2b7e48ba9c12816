/** Where one writes: what is typed survives a reload, what is sent survives a tunnel. */
import { IconPaperclip, IconSend, IconX } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { newId } from '#kernel/ids.ts'
import { useAction } from '#web/api.tsx'
import { later } from '#web/later.tsx'
import { useProblemText } from '#web/problems.tsx'
import { useText } from '#web/text.tsx'
import { Button, IconButton } from '#web/ui/Button.tsx'
import { useDraft } from '#web/ui/draft.tsx'
import { Segmented } from '#web/ui/Tabs.tsx'
import type { Conversation } from '../conversations/contract.ts'
import { editMessage, type Message } from '../messages/contract.ts'
import { mayStillEdit, MOST_CHARS, MOST_FILES } from '../messages/rules.ts'
import { addNote, listNotes } from '../notes/contract.ts'
import { messagingTexts } from '../texts.tsx'
import { useNames } from './names.tsx'
import { useOutbox } from './outbox.tsx'
import type { ThreadState } from './useThread.tsx'

const AttachField = later(() => import('./AttachField.tsx').then((it) => it.AttachField))

type ComposerProps = {
  head: Conversation
  thread: ThreadState
  parent: Message | undefined
  edited: Message | undefined
  onEdit(message: Message): void
  onDone(): void
}
type Attached = { id: string; name: string }
const TYPING_EVERY_MS = 3000
/** A finger presses the button to send; on a keyboard Enter does, and Shift with it begins a line. */
const hasKeyboard = () =>
  typeof matchMedia === 'undefined' || !matchMedia('(pointer: coarse)').matches

export function Composer({ head, thread, parent, edited, onEdit, onDone }: ComposerProps) {
  const text = useText(messagingTexts)
  const { id: conversationId, me, mayWrite, mayNote } = head
  const names = useNames(head, thread)
  const { box, call } = useOutbox()
  const draft = useDraft(`message.${conversationId}`)
  const [words, setWords] = useState(() => String(draft.found?.['body'] ?? ''))
  const [files, setFiles] = useState<readonly Attached[]>(
    () => (draft.found?.['files'] as Attached[] | undefined) ?? [],
  )
  const [isAttaching, attach] = useState(false)
  const [isNote, note] = useState(!mayWrite)
  const field = useRef<HTMLTextAreaElement>(null)
  const saidAt = useRef(0)
  const edit = useAction(editMessage, { onDone: (message) => thread.put(message) })
  const keepNote = useAction(addNote, { refreshes: [listNotes] })
  const problem = useProblemText(edit.problem ?? keepNote.problem)

  useEffect(() => {
    if (edited) setWords(edited.body)
    if (edited || parent) field.current?.focus()
  }, [edited, parent])
  const keep = (body: string, kept: readonly Attached[]) => {
    setWords(body)
    setFiles(kept)
    if (edited) return
    if (body || kept.length > 0) draft.keep({ body, files: kept as never })
    else draft.forget()
  }
  const write = (body: string) => {
    keep(body, files)
    if (isNote || Date.now() - saidAt.current < TYPING_EVERY_MS) return
    saidAt.current = Date.now()
    thread.say({ typing: true })
  }
  const clear = () => {
    saidAt.current = 0
    setWords('')
    setFiles([])
    attach(false)
    draft.forget()
    onDone()
  }
  const cancel = () => {
    const wasEditing = edited !== undefined
    onDone()
    if (wasEditing) setWords(String(draft.found?.['body'] ?? ''))
  }
  const send = async () => {
    const body = words.trim()
    field.current?.focus()
    if (edited) {
      if (body && (await edit.run({ messageId: edited.id, body }))) clear()
      return
    }
    if (!body && files.length === 0) return
    if (isNote) {
      if (body && (await keepNote.run({ conversationId, body }))) clear()
      return
    }
    const at = new Date().toISOString()
    box.add(call, { id: newId(), conversationId, body, parentId: parent?.id ?? null, files, at })
    thread.say({ typing: false })
    clear()
  }
  const press = (event: KeyboardEvent) => {
    const isSend = event.ctrlKey || event.metaKey || (hasKeyboard() && !event.shiftKey)
    if (event.key === 'Enter' && isSend && !event.nativeEvent.isComposing) void send()
    else if (event.key === 'Escape' && (edited || parent)) cancel()
    else if (event.key === 'ArrowUp' && words === '' && !edited) {
      const mine = thread.items.findLast((it) => it.author === me && it.state === 'shown')
      if (!mine || !mayStillEdit(new Date(mine.postedAt), new Date())) return
      onEdit(mine)
    } else return
    event.preventDefault()
  }
  const label = isNote
    ? text('messaging.note-write')
    : head.title
      ? text('messaging.write-to', { name: head.title })
      : text('messaging.write')

  return (
    <form
      className="composer"
      data-note={isNote || undefined}
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      {mayNote && mayWrite && !edited && (
        <Segmented
          label={text('messaging.as')}
          value={isNote ? 'note' : 'answer'}
          choices={[
            { value: 'answer', text: text('messaging.as-answer') },
            { value: 'note', text: text('messaging.as-note') },
          ]}
          onChange={(it) => note(it === 'note')}
        />
      )}
      {isNote && <p className="hint">{text('messaging.note-hint')}</p>}
      {(edited ?? parent) && (
        <div className="composer-about">
          <p>
            <b>
              {edited
                ? text('messaging.editing')
                : text('messaging.replying', { name: names.name(parent!.author) })}
            </b>
            <span>{(edited ?? parent)!.body}</span>
          </p>
          <IconButton label={text('messaging.cancel')} icon={IconX} onClick={cancel} />
        </div>
      )}
      {files.length > 0 && (
        <ul className="composer-files">
          {files.map((it) => (
            <li key={it.id} className="tag">
              {it.name}
              <IconButton
                label={text('messaging.detach', { name: it.name })}
                icon={IconX}
                onClick={() =>
                  keep(
                    words,
                    files.filter((other) => other.id !== it.id),
                  )
                }
              />
            </li>
          ))}
        </ul>
      )}
      {isAttaching && (
        <AttachField
          onReady={(file) => {
            keep(words, [...files, { id: file.id, name: file.name }])
            attach(false)
          }}
        />
      )}
      {problem && <p className="field-error">{problem}</p>}
      <div className="composer-row">
        {!isNote && !edited && (
          <IconButton
            label={text('messaging.attach')}
            icon={IconPaperclip}
            aria-expanded={isAttaching}
            disabled={files.length >= MOST_FILES}
            onClick={() => attach(!isAttaching)}
          />
        )}
        <textarea
          ref={field}
          className="input composer-words"
          aria-label={label}
          placeholder={text(isNote ? 'messaging.note-write' : 'messaging.write')}
          rows={1}
          maxLength={MOST_CHARS}
          value={words}
          onChange={(event) => write(event.target.value)}
          onKeyDown={press}
        />
        {isNote || edited ? (
          <Button type="submit" look="filled" pending={edit.pending || keepNote.pending}>
            {text(edited ? 'messaging.save' : 'messaging.note-keep')}
          </Button>
        ) : (
          <button
            type="submit"
            className="composer-send"
            aria-label={text('messaging.send')}
            title={text('messaging.send')}
            data-ready={words.trim() || files.length > 0 ? true : undefined}
          >
            <IconSend size={20} stroke={1.8} />
          </button>
        )}
      </div>
    </form>
  )
}
