import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'plans.members': 'members',
  'plans.invitations': 'pending invitations',
  'plans.workspaces': 'workspaces per person',
  'plans.ai-credits': 'AI credits per month',
  'plans.storage': 'space for files',
  'plans.title': 'Plan',
  'plans.hint': 'What is used and what remains.',
  'plans.used': '{used} used',
  'plans.of': '{used} of {most}',
  'plans.unlimited': 'unlimited',
  'plans.left': '{left} left',
  'plans.near': 'Only {left} left: the limit is near.',
  'plans.full': 'The limit is reached. What exists stays; nothing can be added.',
  'plans.beyond': 'You have {used}: all of it stays, nothing more can be added.',
  'plans.next': 'On {day} your plan becomes “{plan}”. Nothing will be erased.',
  'plans.others': 'All plans',
  'plans.others-hint':
    'A limit only stops additions: reading, exporting and keeping are always possible.',
  'plans.holds': 'Current plan',
  'plans.only': 'Free',
  'plans.only-hint': 'Everything is included.',
  'plans.former': 'Former plan',
  'plans.former-hint': 'It is no longer offered and still holds here.',
  'plans.change-hint': 'To change it, write to the administrator of this installation.',
  'plans.allows': '{what}: {most}',
  'plans.up-to': 'up to {most}',
  'plans/unknown-plan': 'The plan “{plan}” does not exist for this kind of workspace.',
  'plans/nothing-planned': 'No change is planned.',
} as const satisfies Like<typeof fr>
