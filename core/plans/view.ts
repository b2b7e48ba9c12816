/** The plan as people see it: what is used, what remains, what the others give. */
import type { Context } from '#kernel/module.ts'
import type { PlanView } from './contract.ts'
import { usageOf } from './counters.ts'
import { isBeyond, nearnessOf } from './rules.ts'
import { mostFor, standingOf } from './standing.ts'
import type { PlanTables } from './tables.ts'
import { limitsOf, mostUnder, termsOf, versionOn } from './terms.ts'

export async function viewPlan(ctx: Context<PlanTables>): Promise<PlanView> {
  const terms = termsOf(ctx)
  const limits = [...limitsOf(ctx)]
  const standing = await standingOf(ctx)
  const used = await usageOf(ctx)
  const named = (name: string) =>
    terms.plans.find((it) => it.name === name) ?? {
      name,
      text: 'plans.former',
      hint: 'plans.former-hint',
    }
  const today = versionOn(terms, ctx.now().toISOString().slice(0, 10))
  const { plan, version, nextPlan, nextAt } = standing

  return {
    plan: named(plan),
    version,
    next: nextPlan && nextAt ? { plan: named(nextPlan), at: nextAt.toISOString() } : null,
    usage: limits.map(([limit, { text, unit = null }]) => {
      const [count, most] = [used.get(limit) ?? 0, mostFor(ctx, standing, limit)]
      return { limit, text, unit, used: count, most, nearness: nearnessOf(count, most) }
    }),
    offers: terms.plans.map((offered) => ({
      plan: offered,
      isCurrent: offered.name === plan,
      limits: limits.map(([name, limit]) => {
        const isCurrent = offered.name === plan
        const most = isCurrent
          ? mostFor(ctx, standing, name)
          : mostUnder(terms, today, offered.name, name, limit)
        return {
          limit: name,
          text: limit.text,
          most,
          isBeyond: isBeyond(used.get(name) ?? 0, most),
        }
      }),
    })),
  }
}
