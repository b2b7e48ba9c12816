/** Promises that every part keeps, checked over all of them at once because a part is data. */
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { parts } from '#app/modules.ts'
import { catalogues } from '#app/texts.ts'
import { switchModule } from '#core/workspaces/contract.ts'
import { commonProblems } from '#kernel/contract.ts'
import type { TableSpec } from '#kernel/data/column.ts'
import { difference } from '#kernel/data/migrate.ts'
import { type Part, platformRoles } from '#kernel/module.ts'
import { urlOf } from '#kernel/openapi.ts'
import { registryParts, workspaceParts } from '#kernel/places.ts'
import { languages } from '#kernel/text.ts'
import { village } from './village.ts'

const root = join(import.meta.dirname, '..')
const folderOf = (part: Part) => `${part.layer === 'core' ? 'core' : 'modules'}/${part.name}`
const everyPart = parts.map((it) => [it.name, it] as const)
const routes = parts.flatMap((it) => it.routes)
const endpoints = routes.map(({ endpoint: it }) => [`${it.method} ${urlOf(it)}`, it] as const)
const open = ['anyone', 'account', 'admin']
/** Its secret is worth nothing after some minutes. */
const passing = new Set<string>(['/badges/codes'])
const guarded = endpoints.filter(([, it]) => !open.includes(it.may))

const contracts = await Promise.all(
  globSync('{core,modules}/**/contract.ts', { cwd: root }).map(
    async (file) => [file, Object.values<any>(await import(resolve(root, file)))] as const,
  ),
)

describe('an endpoint', () => {
  let people: Awaited<ReturnType<typeof village>>
  beforeAll(async () => {
    people = await village()
    const { app, workspace, guest, ana } = people
    for (const { name, layer } of parts)
      if (layer === 'module') await ana.call(switchModule, { module: name, on: true })
    await app.open(workspace, (namespace) =>
      namespace.transact((db) =>
        db.updateTable('members').set({ roles: [] }).where('id', '=', guest.id).execute(),
      ),
    )
  })
  test('has an address of its own', () => {
    const addresses = endpoints.map(([line]) => line.replaceAll(/\{\w+\}/g, '{}'))
    expect(addresses.filter((it, i) => addresses.indexOf(it) !== i)).toEqual([])
  })

  test.each(guarded)('%s needs a permission that some role has', (_, { may }) => {
    expect(parts.flatMap((it) => Object.values(it.roles).flat())).toContain(may)
  })

  test.each(endpoints.filter(([, it]) => it.may !== 'anyone'))(
    '%s asks who is there',
    async (_, it) => {
      await expect(people.nobody.call(it, {})).rejects.toThrow('not-signed-in')
    },
  )

  test.each(guarded)('%s does not exist for a stranger', async (_, it) => {
    await expect(people.stranger.call(it, {})).rejects.toThrow('not-found')
  })

  test.each(guarded)('%s refuses a member without its permission', async (_, it) => {
    await expect(people.guest.call(it, {})).rejects.toThrow('forbidden')
  })

  test.each(endpoints.filter(([, it]) => it.may === 'admin'))(
    '%s refuses who does not run the installation',
    async (_, it) => {
      await expect(people.stranger.call(it, {})).rejects.toThrow(/^(forbidden|not-found)$/)
    },
  )

  // A digest of a body is quick to make, so a password in it is quick to guess; a kept reply is read by who reads the rows.
  test.each(endpoints.filter(([, it]) => it.method !== 'GET' && !passing.has(it.path)))(
    '%s keeps no password and no secret to recognise a repeat',
    (_, { input, reply, secret }) => {
      const told = JSON.stringify([z.toJSONSchema(input, { io: 'input' }), z.toJSONSchema(reply)])
      const holds = /"(password|current|secret|recoveryCodes|accessToken|refreshToken)":/.test(told)
      expect(secret || !holds).toBe(true)
    },
  )

  test.each(endpoints)('%s can be described', (_, { input, reply }) => {
    const described = [z.toJSONSchema(input, { io: 'input' }), z.toJSONSchema(reply)]
    expect(described[0]).toMatchObject({ type: 'object' })
  })
})

describe('a topic', () => {
  const doors = parts.flatMap((it) => it.topics ?? [])
  const named = doors.map((it) => [it.topic.name, it] as const)
  const guide = readFileSync(join(root, 'docs/live.md'), 'utf8')

  test('has a name of its own, in which its feature comes first', () => {
    const names = doors.map((it) => it.topic.name)
    expect(names.filter((it) => !/^[a-z-]+\/[a-z-]+$/.test(it))).toEqual([])
    expect(names.filter((it, i) => names.indexOf(it) !== i)).toEqual([])
  })

  test.each(named)('%s needs a permission that some role has', (_, { topic }) => {
    expect(parts.flatMap((it) => Object.values(it.roles).flat())).toContain(topic.may)
  })

  test.each(named)('%s says who is part of a thing, when it is of things', (_, door) => {
    expect(door.admits !== undefined).toBe(door.topic.of === 'thing')
  })

  test.each(named)('%s can be described, and is in docs/live.md', (name, { topic }) => {
    expect(z.toJSONSchema(topic.payload)).toMatchObject({ type: 'object' })
    expect(guide).toContain(`| \`${name}\` | ${topic.of} | \`${topic.may}\` |`)
  })
})

describe('a problem has words in every language', () => {
  const known = new Set<string>()
  for (const { fr } of Object.values(catalogues)) for (const key of Object.keys(fr)) known.add(key)
  const unspoken = (codes: Iterable<string>) => [...new Set(codes)].filter((it) => !known.has(it))

  test.each(contracts)('%s', (_, declared) => {
    expect(unspoken(declared.filter(isProblem).map((it) => it.code))).toEqual([])
  })
  test('those of every endpoint', () => {
    const answered = routes.flatMap((it) => it.endpoint.problems)
    expect(unspoken([...commonProblems, ...answered].map((it) => it.code))).toEqual([])
  })
})

describe('a catalogue', () => {
  const all = Object.entries(catalogues)

  test.each(all)('%s has the same keys in three languages', (_, catalogue) => {
    const keys = languages.map((it) => Object.keys(catalogue[it]).toSorted())
    expect(keys[1]).toEqual(keys[0])
    expect(keys[2]).toEqual(keys[0])
  })

  test.each(all)('%s names the same facts in three languages', (_, catalogue) => {
    const [fr, nl, en] = languages.map((it) => factsByKey(catalogue[it]))
    expect(nl).toEqual(fr)
    expect(en).toEqual(fr)
  })

  test.each(all)('%s says something everywhere', (_, catalogue) => {
    const silent = languages.flatMap((it) =>
      Object.entries(catalogue[it]).filter(([, sentence]) => !sentence.trim()),
    )
    expect(silent).toEqual([])
  })

  test('a key belongs to one of them, because all speak with one voice', () => {
    const keys = all.flatMap(([, { fr }]) => Object.keys(fr))
    expect(keys.filter((it, i) => keys.indexOf(it) !== i)).toEqual([])
  })
})

describe('a part', () => {
  test('is listed in app/modules.ts and named after its folder', () => {
    const folders = ['core', 'modules'].flatMap((layer) =>
      readdirSync(join(root, layer)).filter((it) => existsSync(join(root, layer, it, 'module.ts'))),
    )
    expect(parts.map((it) => it.name).toSorted()).toEqual(folders.toSorted())
    for (const part of parts) expect(existsSync(join(root, folderOf(part), 'module.ts'))).toBe(true)
  })

  test.each(everyPart)('%s says what it is for in a README', (_, part) => {
    expect(existsSync(join(root, folderOf(part), 'README.md'))).toBe(true)
  })

  test.each(everyPart)('%s has words in three languages', (name) => {
    expect(Object.keys(catalogues)).toContain(name)
  })

  test('asks for permissions `feature.verb`, of features of its own', () => {
    const owners = new Map<string, string>()
    for (const part of parts) {
      const asked = part.routes.map((it) => it.endpoint.may).filter((it) => !open.includes(it))
      for (const permission of [...asked, ...Object.values(part.roles).flat()]) {
        expect(permission).toMatch(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/)
        const feature = permission.split('.')[0]!
        expect(`${feature}: ${owners.get(feature) ?? part.name}`).toBe(`${feature}: ${part.name}`)
        owners.set(feature, part.name)
      }
    }
  })

  test.each(everyPart)(
    '%s gives permissions to roles of the platform or of its own',
    (name, part) => {
      const strange = Object.keys(part.roles).filter(
        (it) => !(platformRoles as readonly string[]).includes(it) && !it.startsWith(`${name}.`),
      )
      expect(strange).toEqual([])
    },
  )

  test('names its jobs, and nobody else uses the name', () => {
    const names = parts.flatMap((it) => it.jobs.map((job) => job.name))
    expect(names.filter((it) => !/^[a-z-]+\/[a-z-]+$/.test(it))).toEqual([])
    expect(names.filter((it, i) => names.indexOf(it) !== i)).toEqual([])
  })

  test('names its events `feature/past-tense`, and nobody else uses the name', () => {
    const events = new Set(contracts.flatMap(([, declared]) => declared.filter(isEvent)))
    const names = [...events].map((it) => it.name)
    expect(names.filter((it) => !/^[a-z-]+\/[a-z-]+$/.test(it))).toEqual([])
    expect(names.filter((it, i) => names.indexOf(it) !== i)).toEqual([])
  })
})

describe('a notice', () => {
  const kinds = parts.flatMap((it) => it.notices ?? [])
  const sentences = Object.values(catalogues)
  const said = (key: string, language: (typeof languages)[number]) =>
    sentences.some((it) => key in it[language] || `${key}_other` in it[language])

  test('has a name that nobody else uses, and is listed by the part that declares it', () => {
    const names = kinds.map((it) => it.name)
    expect(names.filter((it, i) => names.indexOf(it) !== i)).toEqual([])
    const sources = globSync('{core,modules}/**/*.ts', { cwd: root })
      .filter((it) => !it.endsWith('.test.ts'))
      .map((it) => readFileSync(join(root, it), 'utf8'))
    const declared = sources.flatMap((it) =>
      [...it.matchAll(/\bnotice<[^(]*\(\s*'([a-z/-]+)'/g)].map(([, name]) => name!),
    )
    expect(declared.filter((it) => !names.includes(it))).toEqual([])
  })

  test.each(kinds.map((it) => [it.name, it] as const))(
    '%s has all its sentences in each language (T-B29)',
    (_, { group, words }) => {
      const missing = [group, ...Object.values(words)].flatMap((key) =>
        languages.filter((it) => !said(key, it)).map((it) => `${it}: ${key}`),
      )
      expect(missing).toEqual([])
    },
  )
})

describe('tables', () => {
  test('migrations of a workspace lead to its tables', () => {
    const names = parts.map((it) => it.name)
    expect(difference(workspaceParts(parts, names))).toEqual([])
  })

  test('migrations of the registry lead to its tables', () => {
    expect(difference(registryParts(parts))).toEqual([])
  })

  test.each(everyPart)('%s lists each of its migrations, in order', (_, part) => {
    const files = globSync(`${folderOf(part)}/**/migrations/*.ts`, { cwd: root })
    const places = [part.workspace, part.registry].map(
      (it) => it?.migrations.map((one) => one.name) ?? [],
    )
    for (const names of places) expect(names).toEqual(names.toSorted())
    expect(new Set(places.flat()).size).toBe(files.length)
  })

  test.each(everyPart)('%s gathers and forgets each person its tables know', (_, part) => {
    const tables = Object.entries({ ...part.registry?.tables, ...part.workspace?.tables })
    const knowing = tables.filter(([, table]) => knowsPerson(table)).map(([name]) => name)
    const declared = part.personal?.tables ?? []
    expect(knowing.filter((it) => !declared.includes(it))).toEqual([])
    expect(declared.filter((it) => !tables.some(([name]) => name === it))).toEqual([])
  })
})

/** A column points at somebody, or says how to reach or recognise them; one that points elsewhere does not. */
function knowsPerson({ columns }: TableSpec): boolean {
  const person = /^(accounts|members)(\.|$)|\.(accountId|memberId)$/
  const pointing = /^(account|member|actor|person)Id$|(Account|Member|Actor|Person)Id$|By$/
  const telling = /^(email|to|phone|displayName|firstName|lastName|address|agent)$/
  return Object.entries(columns).some(([name, { references }]) =>
    references ? person.test(references) : pointing.test(name) || telling.test(name),
  )
}

/** Key → the facts its sentence names; the plural forms of a key name theirs together (« un message » needs no number). */
function factsByKey(sentences: Readonly<Record<string, string>>): Record<string, string[]> {
  const facts: Record<string, Set<string>> = {}
  for (const [key, sentence] of Object.entries(sentences)) {
    const known = (facts[key.replace(/_(one|many|other)$/, '')] ??= new Set())
    for (const [, name] of sentence.matchAll(/\{(\w+)\}/g)) known.add(name!)
  }
  return Object.fromEntries(Object.entries(facts).map(([key, names]) => [key, [...names].sort()]))
}

function isProblem(value: unknown): value is { code: string } {
  return typeof value === 'function' && 'code' in value && 'status' in value
}
function isEvent(value: unknown): value is { name: string } {
  return typeof value === 'object' && value !== null && 'name' in value && 'payload' in value
}
