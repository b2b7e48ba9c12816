/** Kinds, states and roles in the person's words. */
import {
  IconBook2,
  IconPencilCheck,
  IconPuzzle,
  IconSchool,
  IconTags,
  IconTool,
} from '@tabler/icons-react'
import type { Icon } from '#web/pages.tsx'
import { useText } from '#web/text.tsx'
import type { Tone } from '#web/ui/Status.tsx'
import type { Kind, Membership } from './contract.ts'
import type fr from './locales/fr.ts'
import { workspacesTexts } from './texts.tsx'

type Key = keyof typeof fr
type Words = { title: Key; hint: Key; module: Key; icon: Icon }

const kinds = {
  school: {
    title: 'kind.school',
    hint: 'kind.school-hint',
    module: 'module.school',
    icon: IconSchool,
  },
  books: { title: 'kind.books', hint: 'kind.books-hint', module: 'module.books', icon: IconBook2 },
  editorial: {
    title: 'kind.editorial',
    hint: 'kind.editorial-hint',
    module: 'module.editorial',
    icon: IconPencilCheck,
  },
  maintenance: {
    title: 'kind.maintenance',
    hint: 'kind.maintenance-hint',
    module: 'module.maintenance',
    icon: IconTool,
  },
  resale: {
    title: 'kind.resale',
    hint: 'kind.resale-hint',
    module: 'module.resale',
    icon: IconTags,
  },
} as const satisfies Record<Kind, Words>

const isKind = (name: string): name is Kind => name in kinds

/** The words of a kind of organisation, and of the module that serves it. */
export function useKindText() {
  const text = useText(workspacesTexts)
  return (name: string) => {
    if (!isKind(name)) return { title: name, hint: '', module: name, icon: IconPuzzle }
    const { title, hint, module, icon } = kinds[name]
    return { title: text(title), hint: text(hint), module: text(module), icon }
  }
}

export const states = {
  requested: ['state.requested', 'wait'],
  provisioning: ['state.provisioning', 'wait'],
  active: ['state.active', 'good'],
  suspended: ['state.suspended', 'busy'],
  cancelled: ['state.cancelled', 'off'],
  deleting: ['state.deleting', 'bad'],
} as const satisfies Record<Membership['state'], readonly [keyof typeof fr, Tone]>

/** From the widest to the narrowest. */
export const platformRoles = ['owner', 'admin', 'staff', 'member', 'viewer'] as const
export type PlatformRole = (typeof platformRoles)[number]

const roles = {
  owner: ['role.owner', 'role.owner-hint'],
  admin: ['role.admin', 'role.admin-hint'],
  staff: ['role.staff', 'role.staff-hint'],
  member: ['role.member', 'role.member-hint'],
  viewer: ['role.viewer', 'role.viewer-hint'],
} as const satisfies Record<PlatformRole, readonly [keyof typeof fr, keyof typeof fr]>

/** The widest platform role of a set; a module's own roles stand beside it. */
export const mainRole = (held: readonly string[]): PlatformRole =>
  platformRoles.find((it) => held.includes(it)) ?? 'viewer'

const isPlatform = (role: string): role is PlatformRole => platformRoles.some((it) => it === role)

export const besides = (held: readonly string[]) =>
  held.filter((it) => !platformRoles.some((known) => known === it))

export function useRoles() {
  const text = useText(workspacesTexts)
  return {
    roleHint: (role: string) => (isPlatform(role) ? text(roles[role][1]) : ''),
    roleText: (held: readonly string[]) => text(roles[mainRole(held)][0]),
    /** Nobody gives more than he holds. */
    roleChoices: (held: readonly string[]) =>
      platformRoles
        .slice(platformRoles.indexOf(mainRole(held)))
        .map((value) => ({ value, text: text(roles[value][0]), hint: text(roles[value][1]) })),
  }
}
