import type { OpenContext } from '#kernel/module.ts'
import { examiner } from './contract.ts'

export async function read(ctx: OpenContext) {
  const here = ctx.client(examiner)
  const [health, heads] = await Promise.all([here.examine(), here.heads()])
  return { ...health, heads }
}
