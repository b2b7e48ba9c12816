import { type Context, platformRoles } from '#kernel/module.ts'

/** The roles that exist here, the widest first; modules that are off give none and add nothing. */
export async function listRoles({ parts, workspace }: Context) {
  const on = parts.filter((it) => it.layer === 'core' || workspace.modules.includes(it.name))
  const permissionsOf = (role: string) => [...new Set(on.flatMap((it) => it.roles[role] ?? []))]
  const platform = platformRoles.map((role) => ({ role, module: null }))
  const own = on.flatMap(({ name, roles }) =>
    Object.keys(roles)
      .filter((role) => role.includes('.'))
      .map((role) => ({ role, module: name })),
  )
  const items = [...platform, ...own]
  return { items: items.map((it) => ({ ...it, permissions: permissionsOf(it.role).sort() })) }
}
