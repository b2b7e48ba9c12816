/** Whether somebody has just typed a slash, at the beginning of a line or after a space. */
import type { Editor } from '@tiptap/core'

/** From the slash to the caret, and the letters between. */
export type Slash = { from: number; to: number; query: string }

const TYPED = /(?:^|\s)\/(\p{L}{0,20})$/u

export function slashIn({ state }: Editor): Slash | undefined {
  const { $from, empty } = state.selection
  if (!empty || $from.parent.type.name !== 'paragraph') return undefined
  const before = $from.parent.textBetween(0, $from.parentOffset, undefined, '\uFFFC')
  const query = TYPED.exec(before)?.[1]
  if (query === undefined) return undefined
  return { from: $from.pos - query.length - 1, to: $from.pos, query }
}
