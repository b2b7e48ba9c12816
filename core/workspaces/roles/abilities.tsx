/** Roles and permissions in the person's words, as the parts of this workspace declare them. */
import { useRead } from '#web/api.tsx'
import { useRoleWords } from '#web/pages.tsx'
import { useTexts } from '#web/text.tsx'
import { useRoles } from '../words.tsx'
import { listRoles } from './contract.ts'

/** What may be done in one part: its name, and a phrase for each permission. */
export type AbilityGroup = { title: string; abilities: readonly { may: string; text: string }[] }

export function useAbilities() {
  const texts = useTexts()
  const words = useRoleWords()
  const { items } = useRead(listRoles)
  const { roleText, roleHint } = useRoles()
  const own = new Map(words.flatMap((it) => Object.entries(it.roles ?? {})))

  const groups: AbilityGroup[] = words.flatMap(({ abilities }) =>
    abilities
      ? [
          {
            title: texts.say(abilities.title),
            abilities: Object.entries(abilities.of).map(([may, key]) => ({
              may,
              text: texts.say(key),
            })),
          },
        ]
      : [],
  )
  const phrase = new Map(groups.flatMap((it) => it.abilities.map(({ may, text }) => [may, text])))
  const named = (role: string) => {
    const known = own.get(role)
    if (known) return { text: texts.say(known.text), hint: texts.say(known.hint) }
    return role.includes('.')
      ? { text: role, hint: '' }
      : { text: roleText([role]), hint: roleHint(role) }
  }
  /** What a set of roles may do. */
  const permissionsOf = (roles: readonly string[]) =>
    new Set(items.filter((it) => roles.includes(it.role)).flatMap((it) => it.permissions))

  return {
    roles: items.map((it) => ({ ...it, ...named(it.role) })),
    groups,
    named,
    permissionsOf,
    /** What changes when somebody holds `to` instead of `from`, in phrases. */
    difference: (from: readonly string[], to: readonly string[]) => {
      const [before, after] = [permissionsOf(from), permissionsOf(to)]
      const said = (which: (may: string) => boolean) =>
        [...phrase].filter(([may]) => which(may)).map(([, text]) => text)
      return {
        gained: said((may) => after.has(may) && !before.has(may)),
        lost: said((may) => before.has(may) && !after.has(may)),
      }
    },
  }
}
