/** Paints the pages in a workspace's colour: the tokens of the accent, for light and dark, while the page is open. */
import { useLayoutEffect } from 'react'
import { tintOf, type Tones } from '#kernel/colour.ts'

const tokens = {
  accent: '--accent',
  accentHover: '--accent-hover',
  accentInk: '--accent-ink',
  accentSoft: '--accent-soft',
  onAccent: '--on-accent',
  deep: '--deep',
} as const satisfies Record<keyof Tones, string>

/** `#rrggbb`, or null for the product's own colour. The last one that is set holds. */
export function useTint(colour: string | null | undefined) {
  useLayoutEffect(() => {
    if (!colour) return
    const { light, dark } = tintOf(colour)
    // Not a style element: the content policy allows none that a script fills.
    const sheet = new CSSStyleSheet()
    // Paper is white, whatever the screen is.
    const onScreen = `@media not print{${rule(":root[data-scheme='dark']", dark)}}`
    sheet.replaceSync(rule(':root', light) + onScreen)
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((it) => it !== sheet)
    }
  }, [colour])
}

/** The same as properties of one element: a sample of a colour that is not chosen yet. */
export const asStyle = (tones: Tones): Record<string, string> =>
  Object.fromEntries((Object.keys(tokens) as (keyof Tones)[]).map((it) => [tokens[it], tones[it]]))

const rule = (selector: string, tones: Tones) =>
  `${selector}{${(Object.keys(tokens) as (keyof Tones)[])
    .map((name) => `${tokens[name]}:${tones[name]}`)
    .join(';')}}`
