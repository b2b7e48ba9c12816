/** A house that maintains installations: who writes, who publishes, who only reads; and a procedure of three steps. */
import { changeMember } from '#core/workspaces/contract.ts'
import * as contract from '#modules/maintenance/procedures/contract.ts'
import { AUTHOR, REVIEWER } from '#modules/maintenance/roles.ts'
import type { Step } from '#modules/maintenance/steps/contract.ts'
import { emptyStep } from '#modules/maintenance/steps/rules.ts'
import { village } from './village.ts'

export type House = Awaited<ReturnType<typeof house>>
export async function house() {
  const here = await village({ kind: 'maintenance', slug: 'soleil' })
  const author = await member(here, 'Dora', AUTHOR)
  const reviewer = await member(here, 'Rik', REVIEWER)
  const second = await member(here, 'Sam', REVIEWER)
  return { ...here, author, reviewer, second, technician: here.bob }
}

/** Beside what every member may. */
export async function member(
  here: Awaited<ReturnType<typeof village>>,
  name: string,
  role: string,
) {
  const somebody = await here.neighbour(name, 'member')
  await here.ana.call(changeMember, { memberId: somebody.id, roles: ['member', role] })
  return somebody
}

export const step = (key: string, more: Partial<Step> = {}): Step => ({
  ...emptyStep(key, `Étape ${key}`),
  ...more,
})
export const riso = step('riso', {
  title: 'Mesurer l’isolement',
  validation: { kind: 'measure', unit: 'MΩ', min: 1, max: null, instrument: 'mégohmmètre' },
})
export const steps = [step('lock', { isGate: true, isCritical: true }), riso, step('close')]
export const content = {
  title: 'Isolement (Riso) par string',
  description: 'Chercher la chaîne blessée.',
  category: 'Mesures',
  tags: ['DC', 'isolement'],
  equipment: ['Onduleur'],
  steps,
}

/** A procedure whose first version is published. */
export async function published({ author, reviewer }: House, more: object = {}) {
  const made = await author.call(contract.createProcedure, { ...content, ...more })
  await author.call(contract.submitVersion, { versionId: made.versionId })
  await reviewer.call(contract.publishVersion, { versionId: made.versionId })
  return made
}
