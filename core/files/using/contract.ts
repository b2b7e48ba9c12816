/** What a part that uses files may answer; by itself, because every page loads the contracts that name it. */
import { problem } from '#kernel/contract.ts'

/** Not the caller's, not ready, brought for something else, or used already. */
export const Unusable = problem('files/unusable', 422)
