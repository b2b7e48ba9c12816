/** The library of the story: written by an author, read by a reviewer, some of it twice. */
import * as contract from '../procedures/contract.ts'
import * as tipContract from '../tips/contract.ts'
import { newId } from '#kernel/ids.ts'
import { beginImport, IMPORT_FILE } from '../imports/contract.ts'
import { paper } from './paper.ts'
import { measures } from './measures.ts'
import { notice, others } from './others.ts'
import { repairs } from './repairs.ts'
import { safety } from './safety.ts'
import { BANNER, keyed, type Sheet } from './steps.ts'
import type { House, Teller, Written } from './teller.ts'
import { tips } from './tips.ts'

const sheets: readonly Sheet[] = [...safety, ...measures, ...repairs, ...others]

const written = ({ title, description, category, tags, equipment }: Sheet) => ({
  title,
  description: `${BANNER}\n\n${description}`,
  category,
  tags,
  equipment,
})

/** Everything that is published by the end of the first week. */
export async function publishLibrary(house: House): Promise<void> {
  const { author, reviewer } = house
  for (const sheet of sheets) {
    const steps = keyed(sheet.steps)
    const made = await author.call(contract.createProcedure, { ...written(sheet), steps })
    house.procedures.set(sheet.title, made)
    await release(house, made)
    if (sheet.fate === 'archived')
      await reviewer.call(contract.archiveProcedure, { procedureId: made.procedureId })
  }
}

async function release({ author, reviewer }: House, { versionId }: Written): Promise<void> {
  await author.call(contract.submitVersion, { versionId })
  await reviewer.call(contract.publishVersion, { versionId })
}

/** Three of them get a second version; who is at the first goes on with it. */
export async function reviseLibrary(house: House): Promise<void> {
  for (const sheet of sheets) {
    if (!sheet.revised) continue
    const { procedureId } = house.procedures.get(sheet.title)!
    const made = await house.author.call(contract.beginVersion, { procedureId })
    const { note, steps } = sheet.revised
    await house.author.call(contract.saveDraft, {
      ...written(sheet),
      note,
      versionId: made.versionId,
      revision: 1,
      steps: keyed(steps),
    })
    await release(house, made)
    house.procedures.set(sheet.title, made)
  }
}

/** What waits for a reviewer when a visitor comes: one procedure, and the last tips. */
const WAITING_TIPS = 3

export async function proposeTips(house: House): Promise<void> {
  const { technicians, reviewer } = house
  for (const [i, [title, content, category, ...tags]] of tips.entries()) {
    const author = technicians[i % technicians.length]!
    const { id: tipId } = await author.call(tipContract.proposeTip, {
      ...{ title, content, category, tags },
    })
    if (i < tips.length - WAITING_TIPS) await reviewer.call(tipContract.publishTip, { tipId })
  }
}

export async function leaveForReview({ author, procedures }: House): Promise<void> {
  const { procedureId } = procedures.get('Resserrage du bornier AC au couple')!
  const { versionId } = await author.call(contract.beginVersion, { procedureId })
  const { revision, steps, ...draft } = await author.call(contract.readVersion, { versionId })
  const { title, description, category, tags, equipment } = draft
  await author.call(contract.saveDraft, {
    ...{ versionId, revision, title, description, category, tags, equipment },
    note: 'L’échauffement se mesure aussi au neutre.',
    steps: steps.map((it) =>
      it.validation.kind === 'measure' && it.validation.unit === '°C'
        ? { ...it, title: 'Mesurer l’échauffement après une heure, neutre compris' }
        : it,
    ),
  })
  await author.call(contract.submitVersion, { versionId })
}

/** A manufacturer's notice that became a draft, to be checked against the paper. */
export async function readNotice({ bring, settle }: Teller, { author }: House): Promise<void> {
  const id = newId()
  const { name, pages } = notice
  await bring(author, { id, purpose: IMPORT_FILE, name, bytes: paper(...pages) })
  await author.call(beginImport, { fileId: id })
  await settle()
}
