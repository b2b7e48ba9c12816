import type { PlanTable } from '#kernel/module.ts'

/** What a school may use. A new version is added below the others, with the day from which it holds. */
export const plans: PlanTable = {
  plans: [
    { name: 'free', text: 'school.plan.free', hint: 'school.plan.free-hint' },
    { name: 'unlimited', text: 'school.plan.unlimited', hint: 'school.plan.unlimited-hint' },
  ],
  versions: [
    {
      since: '2026-11-01',
      limits: { 'members.active': [300, null], 'invitations.pending': [100, 1000] },
    },
  ],
}
