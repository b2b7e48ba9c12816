/** The tools of the writing surface: one bar, walked through with the arrows. */
import type { Editor } from '@tiptap/core'
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconBlockquote,
  IconBold,
  IconH2,
  IconH3,
  IconItalic,
  IconLink,
  IconList,
  IconListNumbers,
  IconPhoto,
  IconSeparator,
  IconTable,
  IconUnderline,
} from '@tabler/icons-react'
import { type KeyboardEvent, useId, useState } from 'react'
import type { Icon } from '#web/pages.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Menu } from '#web/ui/Menu.tsx'
import { contentTexts } from '../texts.tsx'
import { safeHref } from './rules.ts'

type Tool = { label: string; icon: Icon; isOn?: boolean; isOff?: boolean; run(): unknown }

type ToolsProps = {
  editor: Editor
  /** Asks for a picture; without a place for them there is no tool. */
  onPicture: (() => void) | undefined
}

export function Tools({ editor, onPicture }: ToolsProps) {
  const text = useText(contentTexts)
  const [linking, setLinking] = useState(false)
  const chain = () => editor.chain().focus()
  const groups: Tool[][] = [
    [
      {
        label: text('content.tool-heading'),
        icon: IconH2,
        isOn: editor.isActive('heading', { level: 2 }),
        run: () => chain().toggleHeading({ level: 2 }).run(),
      },
      {
        label: text('content.tool-subheading'),
        icon: IconH3,
        isOn: editor.isActive('heading', { level: 3 }),
        run: () => chain().toggleHeading({ level: 3 }).run(),
      },
    ],
    [
      {
        label: text('content.tool-bold'),
        icon: IconBold,
        isOn: editor.isActive('bold'),
        run: () => chain().toggleBold().run(),
      },
      {
        label: text('content.tool-italic'),
        icon: IconItalic,
        isOn: editor.isActive('italic'),
        run: () => chain().toggleItalic().run(),
      },
      {
        label: text('content.tool-underline'),
        icon: IconUnderline,
        isOn: editor.isActive('underline'),
        run: () => chain().toggleUnderline().run(),
      },
      {
        label: text('content.tool-link'),
        icon: IconLink,
        isOn: editor.isActive('link'),
        run: () => setLinking(true),
      },
    ],
    [
      {
        label: text('content.tool-list'),
        icon: IconList,
        isOn: editor.isActive('bulletList'),
        run: () => chain().toggleBulletList().run(),
      },
      {
        label: text('content.tool-numbers'),
        icon: IconListNumbers,
        isOn: editor.isActive('orderedList'),
        run: () => chain().toggleOrderedList().run(),
      },
      {
        label: text('content.tool-quote'),
        icon: IconBlockquote,
        isOn: editor.isActive('blockquote'),
        run: () => chain().toggleBlockquote().run(),
      },
    ],
    [
      ...(onPicture
        ? [{ label: text('content.tool-picture'), icon: IconPhoto, run: onPicture }]
        : []),
      {
        label: text('content.tool-table'),
        icon: IconTable,
        isOff: editor.isActive('table'),
        run: () => chain().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run(),
      },
      {
        label: text('content.tool-rule'),
        icon: IconSeparator,
        run: () => chain().setHorizontalRule().run(),
      },
    ],
    [
      {
        label: text('content.tool-undo'),
        icon: IconArrowBackUp,
        isOff: !editor.can().undo(),
        run: () => chain().undo().run(),
      },
      {
        label: text('content.tool-redo'),
        icon: IconArrowForwardUp,
        isOff: !editor.can().redo(),
        run: () => chain().redo().run(),
      },
    ],
  ]
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    const all = [...event.currentTarget.querySelectorAll<HTMLElement>('.tool')]
    const at = all.indexOf(document.activeElement as HTMLElement)
    if (!by || at < 0) return
    event.preventDefault()
    all.at((at + by) % all.length)?.focus()
  }
  const [first] = groups[0]!
  return (
    <>
      <div className="tools" role="toolbar" aria-label={text('content.tools')} onKeyDown={move}>
        {groups.map((group, i) => (
          <div key={i} className="tool-group">
            {group.map(({ icon: Mark, ...it }) => (
              <button
                key={it.label}
                type="button"
                className="tool"
                aria-label={it.label}
                title={it.label}
                aria-pressed={it.isOn}
                aria-disabled={it.isOff || undefined}
                tabIndex={it.label === first!.label ? 0 : -1}
                // A press must not take the place of writing away.
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => it.isOff || it.run()}
              >
                <Mark size={19} stroke={1.7} />
              </button>
            ))}
          </div>
        ))}
        {editor.isActive('table') && (
          <Menu
            label={text('content.tool-table')}
            items={[
              { text: text('content.tool-row'), onChoose: () => chain().addRowAfter().run() },
              { text: text('content.tool-column'), onChoose: () => chain().addColumnAfter().run() },
              { text: text('content.tool-no-row'), onChoose: () => chain().deleteRow().run() },
              {
                text: text('content.tool-no-column'),
                onChoose: () => chain().deleteColumn().run(),
              },
              {
                text: text('content.tool-no-table'),
                danger: true,
                onChoose: () => chain().deleteTable().run(),
              },
            ]}
          />
        )}
      </div>
      {linking && <LinkDialog editor={editor} onClose={() => setLinking(false)} />}
    </>
  )
}

function LinkDialog({ editor, onClose }: { editor: Editor; onClose(): void }) {
  const text = useText(contentTexts)
  const id = useId()
  const now = String(editor.getAttributes('link')['href'] ?? '')
  const [typed, type] = useState(now)
  const [isBad, setBad] = useState(false)
  const chain = () => editor.chain().focus().extendMarkRange('link')
  const set = () => {
    const href = safeHref(typed.includes('@') && !typed.includes(':') ? `mailto:${typed}` : typed)
    if (!href) return setBad(true)
    const { from, to } = editor.state.selection
    onClose()
    if (from === to && !now)
      chain()
        .insertContent({ type: 'text', text: typed, marks: [{ type: 'link', attrs: { href } }] })
        .run()
    else chain().setLink({ href }).run()
  }
  return (
    <Dialog isOpen onClose={onClose} title={text('content.link-title')}>
      <form
        className="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          set()
        }}
      >
        <div className="field" data-invalid={isBad || undefined}>
          <label htmlFor={id}>{text('content.link-address')}</label>
          <p className="hint" id={`${id}-hint`}>
            {text('content.link-hint')}
          </p>
          <input
            id={id}
            className="input"
            inputMode="url"
            autoFocus
            aria-invalid={isBad || undefined}
            aria-describedby={`${id}-hint ${id}-error`}
            value={typed}
            onChange={(event) => type(event.target.value)}
          />
          {isBad && (
            <p className="error" id={`${id}-error`} role="alert">
              {text('content.link-bad')}
            </p>
          )}
        </div>
        <div className="dialog-foot">
          {now && (
            <Button
              onClick={() => {
                onClose()
                chain().unsetLink().run()
              }}
            >
              {text('content.link-remove')}
            </Button>
          )}
          <Button look="filled" type="submit">
            {text('content.link-set')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
