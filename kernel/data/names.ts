/** camelCase in code, snake_case in SQL. Conversions are remembered: names are few and statements many. */

const snakes = new Map<string, string>()
const camels = new Map<string, string>()

export function snakeCase(name: string): string {
  const known = snakes.get(name)
  if (known !== undefined) return known
  const snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  if (snake !== name) snakes.set(name, snake) // the others, such as namespaces, would only fill the memory
  return snake
}

export function camelCase(name: string): string {
  const known = camels.get(name)
  if (known !== undefined) return known
  const camel = name.replace(/(?<=.)_([a-z])/g, (_, letter: string) => letter.toUpperCase())
  if (camel !== name) camels.set(name, camel)
  return camel
}

/** Turns rows that arrive as lists into objects with camelCase names. */
export function rowMaker(columns: readonly string[]) {
  const names = columns.map(camelCase)
  const count = names.length
  return (values: readonly unknown[]) => {
    const row: Record<string, unknown> = {}
    for (let i = 0; i < count; i++) row[names[i]!] = values[i]
    return row
  }
}
