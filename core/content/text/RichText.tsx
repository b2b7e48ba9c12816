/** The writing surface: what the tools show, blocks know. Heavy, so it comes after the page that needs it. */
import { Editor } from '@tiptap/core'
import { Image } from '@tiptap/extension-image'
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table'
import { StarterKit } from '@tiptap/starter-kit'
import { Suspense, useEffect, useRef, useState } from 'react'
import { later } from '#web/later.tsx'
import { useText } from '#web/text.tsx'
import { contentTexts } from '../texts.tsx'
import { cleaned } from './pasting.tsx'
import { PictureDialog } from './PictureDialog.tsx'
import { slashIn } from './slash.tsx'
import { Tools } from './Tools.tsx'

const SlashMenu = later(() => import('./SlashMenu.tsx').then((it) => it.SlashMenu))

export type RichTextProps = {
  label: string
  /** What stands there at first; later it changes by itself only when the component is made anew. */
  html: string
  onChange(html: string): void
  /** Pictures need a place of their own; without one, there is no tool for them. */
  pictures?: boolean
  small?: boolean
}

export function RichText({
  label,
  html,
  onChange,
  pictures = false,
  small = false,
}: RichTextProps) {
  const text = useText(contentTexts)
  const place = useRef<HTMLDivElement>(null)
  const [editor, setEditor] = useState<Editor>()
  const [, look] = useState(0)
  const [picturing, setPicturing] = useState(false)
  /** Where a slash stands that shall be no more than one. */
  const [plain, leave] = useState<number>()
  const keysRef = useRef<(key: string) => boolean>(undefined)
  const tell = useRef(onChange)
  tell.current = onChange

  useEffect(() => {
    const made = new Editor({
      element: place.current!,
      injectCSS: false, // the content policy allows no styles that a script writes
      extensions: [
        StarterKit.configure({
          heading: { levels: [2, 3] },
          code: false,
          codeBlock: false,
          trailingNode: false,
          link: { openOnClick: false, autolink: true, defaultProtocol: 'https' },
        }),
        Image,
        Table.configure({ resizable: false }),
        TableRow,
        TableHeader,
        TableCell,
      ],
      content: html,
      editorProps: {
        attributes: {
          'aria-label': label,
          'aria-multiline': 'true',
          role: 'textbox',
          class: 'prose',
        },
        transformPastedHTML: cleaned,
        handleKeyDown: (_, event) => !event.isComposing && (keysRef.current?.(event.key) ?? false),
      },
      onUpdate: ({ editor: it }) => tell.current(it.getHTML()),
      onTransaction: () => look((count) => count + 1),
    })
    setEditor(made)
    return () => made.destroy()
    // eslint-disable-next-line react-hooks/exhaustive-deps -- made once: what is typed belongs to the editor from then on
  }, [])

  const slashAt = editor && slashIn(editor)?.from
  useEffect(() => {
    if (slashAt === undefined) leave(undefined)
  }, [slashAt])

  const count = editor ? (editor.getText().match(/[\p{L}\p{N}’'-]+/gu)?.length ?? 0) : 0
  const slash = editor?.isFocused ? slashIn(editor) : undefined
  const onPicture = pictures ? () => setPicturing(true) : undefined
  return (
    <div className="rich" data-small={small || undefined}>
      {editor && <Tools editor={editor} onPicture={onPicture} />}
      <div
        className="rich-text"
        data-empty={editor?.isEmpty || undefined}
        data-placeholder={text('content.start-here')}
        ref={place}
        onClick={() => editor?.isFocused || editor?.commands.focus()}
      />
      {editor && slash && slash.from !== plain && (
        <Suspense>
          <SlashMenu
            editor={editor}
            slash={slash}
            keysRef={keysRef}
            onPicture={onPicture}
            onClose={() => leave(slash.from)}
          />
        </Suspense>
      )}
      {editor && picturing && (
        <PictureDialog
          onClose={() => setPicturing(false)}
          onReady={({ url, alt }) => {
            setPicturing(false)
            editor.chain().focus().setImage({ src: url, alt }).run()
          }}
        />
      )}
      <p className="hint rich-count">{text('content.words', { count })}</p>
    </div>
  )
}
