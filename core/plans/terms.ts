/** The tables of plans as the parts declare them: which holds here, and what it allows. */
import type { Context, Limit, PlanTable } from '#kernel/module.ts'

type Asking = Pick<Context, 'parts' | 'workspace'>
type Version = PlanTable['versions'][number]

/** For a kind without plans of its own: one, with what each limit says for itself. */
const only: PlanTable = {
  plans: [{ name: 'free', text: 'plans.only', hint: 'plans.only-hint' }],
  versions: [{ since: '2026-01-01', limits: {} }],
}

export const termsOf = ({ parts, workspace }: Asking): PlanTable =>
  parts.find((it) => it.layer === 'module' && it.kind === workspace.kind)?.plans ?? only

/** The version that holds for who takes a plan on this day. */
export const versionOn = ({ versions }: PlanTable, day: string): Version =>
  versions.findLast((it) => it.since <= day) ?? versions[0]!

/** The version that was taken once; it stays readable as long as somebody has it. */
export const versionOf = ({ versions }: PlanTable, since: string): Version =>
  versions.find((it) => it.since === since) ?? versionOn({ versions, plans: [] }, since)

type LimitPer<Per> = Extract<Limit, { per: Per }>

/** What the parts of this workspace count; modules that are off count nothing. */
export function limitsOf({ parts, workspace }: Asking): Map<string, LimitPer<'workspace'>> {
  const on = parts.filter((it) => it.layer === 'core' || workspace.modules.includes(it.name))
  const limits = on.flatMap((it) => Object.entries(it.limits ?? {}))
  return new Map(limits.flatMap(([name, it]) => (it.per === 'workspace' ? [[name, it]] : [])))
}

export function limitNamed<Per extends Limit['per']>(
  { parts }: Pick<Asking, 'parts'>,
  name: string,
  per: Per,
): LimitPer<Per> {
  const limit = parts.map((it) => it.limits?.[name]).find((it) => it?.per === per)
  if (!limit) throw new Error(`no part declares the limit ${name}`)
  return limit as LimitPer<Per>
}

/** The most under one plan; null is unlimited. */
export function mostUnder(
  { plans }: PlanTable,
  { limits }: Version,
  plan: string,
  name: string,
  { otherwise }: Limit,
): number | null {
  const value = limits[name]?.[plans.findIndex((it) => it.name === plan)]
  return value === undefined ? otherwise : value
}
