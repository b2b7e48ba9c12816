import type { Dialect } from '#kernel/data/column.ts'
export async function soak(_engines: readonly Dialect[]): Promise<void> {}
