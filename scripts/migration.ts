/** The next migration of a part: the steps that lead from its migrations to its tables. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { difference } from '#kernel/data/migrate.ts'
import type { Part } from '#kernel/module.ts'

export async function migrationFile(
  top: string,
  name: string,
  wanted?: string,
): Promise<[path: string, text: string]> {
  // Not at the top: a generator of a new part must run while a list of parts is half edited.
  const { parts } = await import('#app/modules.ts')
  const part = parts.find((it) => it.name === name)
  if (!part)
    throw new Error(`no part is called "${name}": ${parts.map((it) => it.name).join(', ')}`)
  const steps = stepsOf(part)
  if (steps.length === 0) throw new Error(`The migrations of ${name} lead to its tables already.`)

  const folder = `${part.layer === 'core' ? 'core' : 'modules'}/${name}/migrations`
  const number = String(readdirSync(join(top, folder)).length + 1).padStart(3, '0')
  const title = `${number}-${wanted ?? 'change'}`
  return [`${folder}/${title}.ts`, migrationText(title, steps)]
}

function stepsOf(part: Part): string[] {
  const places = [part.workspace, part.registry].filter((it) => it !== undefined)
  return places.flatMap((it) => difference([{ name: part.name, ...it }]))
}

/** Exported for its test. */
export function migrationText(title: string, steps: readonly string[]): string {
  const code = steps.join('\n')
  const used = [...new Set([...code.matchAll(/^(\w+)\(/gm)].map(([, it]) => it!))].sort()
  const words = ['NOW', 't'].filter((it) => new RegExp(`\\b${it}\\b[.)]`).test(code))
  const columns = words.length
    ? `import { ${words.join(', ')} } from '#kernel/data/column.ts'\n`
    : ''
  return `${columns}import { ${[...used, 'type Migration'].join(', ')} } from '#kernel/data/migrate.ts'

export default {
  name: '${title}',
  steps: [
${code}
  ],
} satisfies Migration
`
}
