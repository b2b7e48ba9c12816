import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { content, type House, house, member, published, riso, step, steps } from '#tests/authors.ts'
import { bring } from '#tests/files.ts'
import { AUTHOR } from '../roles.ts'
import type { Step } from '../steps/contract.ts'
import * as contract from './contract.ts'

describe('a house of technicians', () => {
  let here: House
  beforeAll(async () => void (here = await house()))

  test('T-A14: tags, equipment and steps come back as they went in; a draft is nobody else’s', async () => {
    const { author, technician, reviewer } = here
    const { procedureId, versionId } = await author.call(contract.createProcedure, content)
    const draft = await author.call(contract.readVersion, { versionId })
    expect(draft).toMatchObject({ ...content, state: 'draft', revision: 1, number: 1 })
    expect(draft.moves).toEqual(['submit', 'discard'])
    await expect(technician.call(contract.readVersion, { versionId })).rejects.toThrow('not-found')
    await expect(technician.call(contract.readProcedure, { procedureId })).rejects.toThrow(
      'not-found',
    )
    await expect(
      technician.call(contract.saveDraft, { ...content, versionId, revision: 1 }),
    ).rejects.toThrow('forbidden')

    await author.call(contract.submitVersion, { versionId })
    const comment = 'Il manque l’appareil.'
    await reviewer.call(contract.sendBackVersion, { versionId, comment })
    expect(await author.call(contract.readVersion, { versionId })).toMatchObject({
      state: 'draft',
      comment,
      reviewer: { name: 'Rik' },
    })
    await author.call(contract.submitVersion, { versionId })
    await reviewer.call(contract.publishVersion, { versionId })
    const read = await technician.call(contract.readProcedure, { procedureId })
    expect(read).toMatchObject({ published: { id: versionId, number: 1 }, stepCount: 3 })
    expect(read.tags).toEqual(['DC', 'isolement'])
    expect((await technician.call(contract.readVersion, { versionId })).steps).toEqual(steps)
  })

  test('T-A10: a list says how many steps there are, not which, and nobody’s address', async () => {
    const { technician } = here
    await published(here)
    const list = await technician.call(contract.listProcedures, {})
    expect(list.items[0]).toMatchObject({ stepCount: 3, author: { name: 'Dora' } })
    expect(JSON.stringify(list)).not.toMatch(/Étape|@|mégohmmètre/)
    const facets = await technician.call(contract.listFacets, {})
    expect(facets.categories[0]).toMatchObject({ name: 'Mesures' })
    expect(facets.tags.map((it) => it.name)).toEqual(['DC', 'isolement'])
    const ask = (more: object) => technician.call(contract.listProcedures, more)
    expect((await ask({ tag: 'dc' })).items.length).toBe(list.items.length)
    expect((await ask({ tag: 'autre' })).items).toEqual([])
    expect((await ask({ equipment: 'ONDULEUR', category: 'Mesures' })).total).toBe(list.total)
    for (const view of ['work', 'review', 'archived'] as const)
      expect(await ask({ view })).toEqual({ items: [], next: null, total: 0 })
  })

  test.each([
    ['limit', { limit: 101 }],
    ['limit', { limit: -1 }],
    ['limit', { limit: 'NaN' }],
    ['cursor', { cursor: 'x' }],
    ['view', { view: 'all' }],
  ])('T-A9: a wrong %s is refused with its place: %j', async (path, asked) => {
    await expect(
      here.technician.call(contract.listProcedures, asked as object),
    ).rejects.toMatchObject({
      status: 400,
      facts: { errors: [expect.objectContaining({ path })] },
    })
  })

  test('pages follow each other, in both orders', async () => {
    const { technician, author } = here
    for (let i = 0; i < 3; i++) await published(here, { title: `Élagage ${i}`, tags: ['pages'] })
    await author.call(contract.createProcedure, { ...content, title: 'Brouillon', tags: ['pages'] })
    for (const sort of ['title', 'newest'] as const) {
      const asked = { tag: 'pages', sort, limit: 2 }
      const first = await technician.call(contract.listProcedures, asked)
      const rest = await technician.call(contract.listProcedures, { ...asked, cursor: first.next! })
      const titles = [...first.items, ...rest.items].map((it) => it.title)
      expect(titles.toSorted()).toEqual(['Élagage 0', 'Élagage 1', 'Élagage 2'])
      expect([first.total, rest.total, rest.next]).toEqual([3, null, null])
    }
    const work = await author.call(contract.listProcedures, { view: 'work', search: 'brouill' })
    expect(work.items).toMatchObject([{ title: 'Brouillon', open: { state: 'draft', number: 1 } }])
  })

  test('what is published is found in other words and with slips; what is archived is not', async () => {
    const { technician, reviewer } = here
    const fan = await published(here, {
      title: 'Remplacement d’un ventilateur d’onduleur',
      steps: [step('fan', { instructions: 'Déposer la grille, débrancher le ventilateur.' })],
    })
    const search = async (words: string) =>
      (await technician.call(contract.listProcedures, { search: words })).items.map((it) => it.id)
    expect(await search('ventilatuer')).toContain(fan.procedureId)
    expect(await search('REMPLACEMENT GRILLE')).toContain(fan.procedureId)
    await reviewer.call(contract.archiveProcedure, { procedureId: fan.procedureId })
    expect(await search('ventilateur')).not.toContain(fan.procedureId)
    await reviewer.call(contract.reopenProcedure, { procedureId: fan.procedureId })
    expect(await search('ventilateur')).toContain(fan.procedureId)
  })

  test('T-A6: what was published stays as it was; the next version keeps the keys and has rows of its own', async () => {
    const { author, reviewer, technician } = here
    const { procedureId, versionId: one } = await published(here)
    await expect(
      author.call(contract.saveDraft, { ...content, versionId: one, revision: 1 }),
    ).rejects.toThrow('wrong-state')
    const { versionId: two } = await author.call(contract.beginVersion, { procedureId })
    await expect(author.call(contract.beginVersion, { procedureId })).rejects.toMatchObject({
      code: 'procedures/already-open',
      facts: { number: 2 },
    })
    const bounded = { ...riso.validation, max: 500 } as Step['validation']
    const next = [step('gloves'), { ...riso, validation: bounded }, steps[0]!]
    const saved = { ...content, versionId: two, revision: 1, steps: next }
    await author.call(contract.saveDraft, saved)
    await author.call(contract.submitVersion, { versionId: two })
    await reviewer.call(contract.publishVersion, { versionId: two })

    expect((await technician.call(contract.readVersion, { versionId: one })).steps).toEqual(steps)
    expect(await technician.call(contract.readProcedure, { procedureId })).toMatchObject({
      published: { id: two, number: 2 },
      versions: [
        { id: two, state: 'published' },
        { id: one, state: 'superseded' },
      ],
    })
    const comparison = await technician.call(contract.compareVersions, { versionId: two })
    expect(comparison.from.id).toBe(one)
    expect(comparison.steps.map((it) => [it.key, it.change, it.from, it.to])).toEqual([
      ['gloves', 'added', null, 1],
      ['riso', 'changed', 2, 2],
      ['close', 'removed', 3, null],
      ['lock', 'moved', 1, 3],
    ])
    expect(comparison.steps.find((it) => it.key === 'riso')!.fields.map((it) => it.field)).toEqual([
      'bounds',
    ])
  })

  test('T-A7: what was published is archived, never deleted; a draft that was never published may go', async () => {
    const { author, reviewer, technician } = here
    const { procedureId, versionId } = await published(here)
    await expect(author.call(contract.deleteProcedure, { procedureId })).rejects.toThrow(
      'procedures/in-use',
    )
    await reviewer.call(contract.archiveProcedure, { procedureId })
    expect((await technician.call(contract.readVersion, { versionId })).steps).toHaveLength(3)
    await expect(author.call(contract.beginVersion, { procedureId })).rejects.toThrow(
      'procedures/archived',
    )

    const lone = await author.call(contract.createProcedure, content)
    await author.call(contract.deleteProcedure, { procedureId: lone.procedureId })
    await expect(author.call(contract.readVersion, { versionId: lone.versionId })).rejects.toThrow(
      'not-found',
    )
    const given = await author.call(contract.createProcedure, content)
    await author.call(contract.discardDraft, { versionId: given.versionId })
    await expect(
      author.call(contract.readProcedure, { procedureId: given.procedureId }),
    ).rejects.toThrow('not-found')
  })

  test('T-A16: a step shows files of this workspace only, brought for a step by who writes', async () => {
    const { app, author, reviewer, technician } = here
    const owner = await member(here, 'Eva', AUTHOR)
    const bringing = { name: 'plan.txt', purpose: contract.STEP_FILE, slug: 'soleil' }
    const { id: fileId } = await bring(app, author, 'Schéma', bringing)
    const { id: hers } = await bring(app, owner, 'À moi', bringing)
    const made = await author.call(contract.createProcedure, content)
    const save = (fileIds: string[], revision = 1) =>
      author.call(contract.saveDraft, {
        ...content,
        versionId: made.versionId,
        revision,
        steps: [step('one', { fileIds })],
      })
    for (const foreign of [newId(), hers])
      await expect(save([foreign])).rejects.toMatchObject({ code: 'files/unusable', status: 422 })
    expect(await save([fileId])).toMatchObject({ revision: 2, files: [{ id: fileId }] })
    const asked = { versionId: made.versionId, fileId }
    await expect(technician.call(contract.linkStepFile, asked)).rejects.toThrow('not-found')
    await author.call(contract.submitVersion, { versionId: made.versionId })
    await reviewer.call(contract.publishVersion, { versionId: made.versionId })
    expect((await technician.call(contract.linkStepFile, asked)).url).toContain(fileId)
    await expect(
      technician.call(contract.linkStepFile, { ...asked, fileId: hers }),
    ).rejects.toThrow('not-found')

    const copy = await author.call(contract.duplicateProcedure, {
      procedureId: made.procedureId,
      title: 'Copie',
    })
    const read = await author.call(contract.readVersion, { versionId: copy.versionId })
    expect(read).toMatchObject({ title: 'Copie', files: [{ id: fileId }], state: 'draft' })
    await author.call(contract.deleteProcedure, { procedureId: copy.procedureId })
    expect((await technician.call(contract.linkStepFile, asked)).url).toContain(fileId)
  })

  test.each<[string, Step[], string]>([
    ['no step at all', [], 'no-steps'],
    [
      'a measure without unit',
      [step('m', { validation: { ...riso.validation, unit: '' } as never })],
      'unit-missing',
    ],
    [
      'limits that cross',
      [step('m', { validation: { kind: 'measure', unit: 'V', min: 5, max: 1, instrument: '' } })],
      'bounds-crossed',
    ],
    [
      'photos that cross',
      [step('p', { validation: { kind: 'photo', min: 3, max: 1 } })],
      'photos-crossed',
    ],
    [
      'a gate that may be skipped',
      [step('g', { isGate: true, isSkippable: true })],
      'gate-skippable',
    ],
  ])('is not published with %s', async (_, wrong, code) => {
    const { author } = here
    const { versionId } = await author.call(contract.createProcedure, { ...content, steps: wrong })
    await expect(author.call(contract.submitVersion, { versionId })).rejects.toMatchObject({
      code: 'procedures/not-ready',
      facts: { faults: [expect.objectContaining({ code })] },
    })
  })

  test('two steps never have one key', async () => {
    const twice = { ...content, steps: [step('a'), step('a')] }
    await expect(here.author.call(contract.createProcedure, twice)).rejects.toThrow(
      'procedures/key-twice',
    )
  })

  test('who writes publishes, except where the house wants four eyes', async () => {
    const { ana, reviewer } = here
    const { versionId } = await ana.call(contract.createProcedure, content)
    await ana.call(contract.submitVersion, { versionId })
    await ana.call(contract.changeProcedureSettings, { needsFourEyes: true, onRetract: 'block' })
    await expect(ana.call(contract.publishVersion, { versionId })).rejects.toThrow(
      'procedures/four-eyes',
    )
    await reviewer.call(contract.publishVersion, { versionId })
    await ana.call(contract.changeProcedureSettings, { needsFourEyes: false, onRetract: 'warn' })
    expect(await ana.call(contract.readProcedureSettings)).toEqual({
      needsFourEyes: false,
      onRetract: 'warn',
    })
  })

  test('of two who save the same draft one is told, and nothing is half written', async () => {
    const { author, ana } = here
    const { versionId } = await author.call(contract.createProcedure, content)
    const save = (who: typeof ana, title: string, key: string) =>
      who.call(contract.saveDraft, {
        ...content,
        title,
        versionId,
        revision: 1,
        steps: [step(key)],
      })
    const both = await Promise.allSettled([
      save(author, 'De Dora', 'dora'),
      save(ana, 'D’Ana', 'ana'),
    ])
    const lost = both.find((it) => it.status === 'rejected')
    expect(lost?.reason).toMatchObject({ code: 'procedures/draft-changed', facts: { revision: 2 } })
    const now = await author.call(contract.readVersion, { versionId })
    expect([`${now.title} ${now.steps.map((it) => it.key)}`]).toEqual([
      now.title === 'De Dora' ? 'De Dora dora' : 'D’Ana ana',
    ])
  })

  test('of many who publish and begin at once, one does; one version is published and one in work', async () => {
    const { author, ana, reviewer, second } = here
    const { procedureId } = await published(here)
    const begun = await Promise.allSettled(
      [author, ana, author, ana].map((it) => it.call(contract.beginVersion, { procedureId })),
    )
    const made = begun.filter((it) => it.status === 'fulfilled')
    expect(made).toHaveLength(1)
    const { versionId } = made[0]!.value
    await author.call(contract.submitVersion, { versionId })
    const outcomes = await Promise.allSettled(
      [reviewer, second, ana, reviewer].map((it) =>
        it.call(contract.publishVersion, { versionId }),
      ),
    )
    expect(outcomes.filter((it) => it.status === 'fulfilled')).toHaveLength(1)
    const { versions } = await ana.call(contract.readProcedure, { procedureId })
    expect(versions.map((it) => it.state)).toEqual(['published', 'superseded'])
  })

  test('a retracted version is begun by nobody, and read by who is at it', async () => {
    const { reviewer, technician, author } = here
    const { procedureId, versionId } = await published(here, { title: 'Zingage' })
    const reason = 'Le couple est faux.'
    await reviewer.call(contract.retractVersion, { versionId, reason })
    expect(await technician.call(contract.readVersion, { versionId })).toMatchObject({
      state: 'retracted',
      comment: reason,
    })
    const list = await technician.call(contract.listProcedures, { search: 'Zingage' })
    expect(list.items.map((it) => it.id)).not.toContain(procedureId)
    const next = await author.call(contract.beginVersion, { procedureId })
    await author.call(contract.discardDraft, { versionId: next.versionId })
    const again = await author.call(contract.beginVersion, { procedureId })
    expect(await author.call(contract.readVersion, again)).toMatchObject({
      number: 2,
      state: 'draft',
    })
  })
})
