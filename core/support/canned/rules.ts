/** Canned answers: what stands in braces is filled in when one is used. Runs in both. */

/** What may stand between braces in a canned answer. */
export const placeholders = ['client', 'agent', 'number', 'title', 'workspace'] as const
export type Placeholder = (typeof placeholders)[number]

const BRACES = /\{\{\s*([\p{L}-]+)\s*\}\}/gu

/** Once: what is filled in is never read as a placeholder itself. Unknown ones stay, to be seen and mended. */
export const filledIn = (body: string, facts: Readonly<Record<Placeholder, string>>): string =>
  body.replaceAll(BRACES, (whole, name: string) =>
    Object.hasOwn(facts, name) ? facts[name as Placeholder] : whole,
  )

/** The ones nobody can fill in. */
export const unknownIn = (body: string): string[] => [
  ...new Set(
    [...body.matchAll(BRACES)]
      .map(([, name]) => name!)
      .filter((it) => !(placeholders as readonly string[]).includes(it)),
  ),
]
