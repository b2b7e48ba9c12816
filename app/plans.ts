/** Plans at the command line: what holds, another one, and counters brought back to the truth. */
import { changePlan, recount, viewPlan } from '#core/plans/api.ts'
import type { Here } from './commands.ts'

export async function planOf({ app }: Here, [slug, plan, ...words]: string[]): Promise<void> {
  const workspace = await app.enter(slug)
  const reason = words.join(' ')
  if (plan && !reason) throw new Error('say why: plan SLUG PLAN REASON')
  if (plan) await app.system((ctx) => changePlan(ctx, { plan, reason }), workspace)
  const view = await app.system(viewPlan, workspace)
  console.log(`${slug}: ${view.plan.name}, of ${view.version}`)
  if (view.next) console.log(`from ${view.next.at.slice(0, 10)}: ${view.next.plan.name}`)
  console.table(view.usage.map(({ limit, used, most }) => ({ limit, used, most: most ?? '∞' })))
}

export async function recountAll({ app }: Here, [slug]: string[]): Promise<void> {
  const all = (await app.workspaces()).filter((it) => it.state === 'active')
  for (const workspace of slug ? [await app.enter(slug)] : all)
    for (const { limit, was, is } of await app.system((ctx) => recount(ctx), workspace))
      console.log(`${workspace.slug}: ${limit} said ${was}, there are ${is}`)
  console.log('✓ the counters say the truth')
}
