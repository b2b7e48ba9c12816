/** The writing surface: what the tools show, blocks know. Heavy, so it comes after the page that needs it. */
import { Editor } from '@tiptap/core'
import { Image } from '@tiptap/extension-image'
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table'
import { StarterKit } from '@tiptap/starter-kit'
import { useEffect, useRef, useState } from 'react'
import { useText } from '#web/text.tsx'
import { contentTexts } from '../texts.tsx'
import { cleaned } from './pasting.tsx'
import { Tools } from './Tools.tsx'

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
      },
      onUpdate: ({ editor: it }) => tell.current(it.getHTML()),
      onTransaction: () => look((count) => count + 1),
    })
    setEditor(made)
    return () => made.destroy()
    // eslint-disable-next-line react-hooks/exhaustive-deps -- made once: what is typed belongs to the editor from then on
  }, [])

  const count = editor ? (editor.getText().match(/[\p{L}\p{N}’'-]+/gu)?.length ?? 0) : 0
  return (
    <div className="rich" data-small={small || undefined}>
      {editor && <Tools editor={editor} pictures={pictures} />}
      <div
        className="rich-text"
        data-empty={editor?.isEmpty || undefined}
        data-placeholder={text('content.start-here')}
        ref={place}
        onClick={() => editor?.isFocused || editor?.commands.focus()}
      />
      <p className="hint rich-count">{text('content.words', { count })}</p>
    </div>
  )
}
