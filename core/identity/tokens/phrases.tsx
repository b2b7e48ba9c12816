import { usePartWords } from '#web/pages.tsx'
import { useTexts } from '#web/text.tsx'

/** Permissions as phrases that follow «may», grouped by what they are about. */
export function usePhrases(permissions: readonly string[]) {
  const parts = usePartWords()
  const texts = useTexts()
  const known = parts.flatMap(({ abilities }) => (abilities ? [abilities] : []))
  const of = Object.assign({}, ...known.map((it) => it.of)) as Record<string, string>
  const phrase = (permission: string) =>
    of[permission] === undefined ? permission : texts.say(of[permission])
  const groups = known.map(({ title, of: own }) => ({
    title: texts.say(title),
    items: permissions
      .filter((it) => it in own)
      .map((it) => ({ permission: it, text: phrase(it) })),
  }))
  return { phrase, groups: groups.filter((it) => it.items.length > 0) }
}
