import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {} as const satisfies Like<typeof fr>
