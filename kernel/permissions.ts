/** Which roles may do what, in a workspace with these modules on. */
import type { Part } from './module.ts'

export class Permissions {
  readonly #parts: readonly Part[]
  readonly #known = new Map<string, ReadonlySet<string>>()

  constructor(parts: readonly Part[]) {
    this.#parts = parts
  }

  /** The permissions of a set of roles; modules that are off give none. */
  of(roles: readonly string[], modules: readonly string[]): ReadonlySet<string> {
    const key = `${roles.join()}|${modules.join()}`
    const known = this.#known.get(key)
    if (known) return known
    const on = this.#parts.filter((it) => it.layer === 'core' || modules.includes(it.name))
    const permissions = new Set(on.flatMap((it) => roles.flatMap((role) => it.roles[role] ?? [])))
    this.#known.set(key, permissions)
    return permissions
  }

  /** Whatever anybody may read there, and nothing else. */
  reading(modules: readonly string[]): ReadonlySet<string> {
    const roles = new Set(this.#parts.flatMap((it) => Object.keys(it.roles)))
    const all = this.of([...roles], modules)
    return new Set([...all].filter((it) => it.endsWith('.read')))
  }
}
