/** Every word that is kept somewhere, one row a line: what was to be forgotten is looked for here. */
import type { Application } from '#kernel/application.ts'
import { REGISTRY } from '#kernel/context.ts'
import { registryParts, workspaceParts } from '#kernel/places.ts'

export async function everything(app: Application, place = REGISTRY): Promise<string> {
  return app.open(place, async ({ reader }) => {
    const parts =
      place === REGISTRY ? registryParts(app.parts) : workspaceParts(app.parts, place.modules)
    const names = parts.flatMap((it) => Object.keys(it.tables))
    const words: string[] = []
    for (const name of names) {
      const rows = await reader
        .selectFrom(name as never)
        .selectAll()
        .execute()
      words.push(...rows.map((row) => `${name} ${JSON.stringify(row)}`))
    }
    return words.join('\n')
  })
}
