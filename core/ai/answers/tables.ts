import { type RowOf, t, table } from '#kernel/data/column.ts'
import type { ModelMessage } from '../models/contract.ts'
import type { Source } from './contract.ts'

export const tables = {
  aiAnswers: table(
    {
      id: t.uuid().primary(),
      purpose: t.string(60),
      promptVersion: t.string(20),
      /** Who asked; null for jobs. */
      memberId: t.uuid().nullable().index(),
      state: t.oneOf('queued', 'streaming', 'complete', 'interrupted', 'failed', 'refused'),
      attempt: t.int(),
      system: t.text(),
      messages: t.json<ModelMessage[]>(),
      sources: t.json<Source[]>(),
      /** What is said without asking a model: quotations, or an answer that was kept. */
      prepared: t.text().nullable(),
      usesModel: t.boolean(),
      /** Of an identical request; null where answers are not kept. */
      digest: t.string(43).nullable(),
      /** The transfer in the ledger that reserves its credits. */
      holdId: t.uuid().nullable(),
      reserved: t.int(),
      reservedDay: t.day().nullable(),
      credits: t.int(),
      text: t.text().nullable(),
      /** Why it was refused, failed or was interrupted. */
      reason: t.string(40).nullable(),
      /** The key of a sentence that stands above it. */
      notice: t.string(100).nullable(),
      /** Who writes it now: another one may not. */
      worker: t.string(80).nullable(),
      createdAt: t.instant(),
      startedAt: t.instant().nullable(),
      endedAt: t.instant().nullable(),
    },
    { indexes: [['state', 'createdAt']], checks: { reserved: 'reserved >= 0 and credits >= 0' } },
  ),
  aiChunks: table(
    {
      answerId: t.uuid().references('aiAnswers', 'cascade'),
      attempt: t.int(),
      /** From 1, without a gap. */
      seq: t.int(),
      text: t.text(),
    },
    { primary: ['answerId', 'attempt', 'seq'] },
  ),
}

export type AnswerRow = RowOf<typeof tables.aiAnswers>
