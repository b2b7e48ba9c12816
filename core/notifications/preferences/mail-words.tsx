/** Ways of being told by mail, in words. */
import type { NoticeMail } from '#kernel/contract.ts'
import { useText } from '#web/text.tsx'
import { wishesTexts } from './texts.tsx'

const ways = {
  now: 'wishes.now',
  soon: 'wishes.soon',
  digest: 'wishes.digest',
  never: 'wishes.never',
} as const
const usuals = {
  now: 'wishes.usual-now',
  soon: 'wishes.usual-soon',
  digest: 'wishes.usual-digest',
  never: 'wishes.usual-never',
} as const

/** A form holds no null: this stands for it. */
export const USUAL = 'usual'
export const chosen = (value: unknown) => (value === USUAL ? null : (value as NoticeMail))

export function useMailOptions() {
  const text = useText(wishesTexts)
  return (usual: NoticeMail | null) => [
    { value: USUAL, text: text(usual ? usuals[usual] : 'wishes.usual') },
    ...Object.entries(ways).map(([value, key]) => ({ value, text: text(key) })),
  ]
}
