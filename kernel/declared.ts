/** What parts declare for others to count, find and ask: limits, plans, documents, purposes. */
import type { Context } from './module.ts'

/** What a part counts and a plan may limit, by a name `things.state`; `core/plans` keeps the count. */
export type Limit = {
  /** Key of the words: «membres». */
  text: string
  /** What one is, where it is not a thing: figures are then said in words people know. */
  unit?: 'kilobyte'
  /** The most where no plan says otherwise; null is unlimited. */
  otherwise: number | null
} & (
  | {
      /** Counted in each workspace. */
      per: 'workspace'
      /** The truth, to begin a counter and to repair it. */
      count(ctx: Context): Promise<number>
    }
  | {
      /** Counted for each account, in the registry. */
      per: 'account'
      count(ctx: Context, accountId: string): Promise<number>
    }
)

/** The plans of one kind of workspace, from the one every workspace starts with to the widest. */
export type PlanTable = {
  /** `text` and `hint` are keys of sentences. */
  plans: readonly { name: string; text: string; hint: string }[]
  /** Oldest first. A workspace keeps the version of the day it took its plan; the last holds for who takes one now. */
  versions: readonly {
    /** The day from which it holds. */
    since: string
    /** Limit → one value per plan, in the order of `plans`; null is unlimited. */
    limits: Readonly<Record<string, readonly (number | null)[]>>
  }[]
}

/** What people may find and an assistant may quote. */
export type FoundDocument = {
  id: string
  title: string
  /** As it may be quoted: plain sentences. */
  text: string
  /** Where it stands, below the workspace's own address. */
  path: `/${string}`
}

/** Things of a part that may be found, by a name `part.thing`; `core/search` keeps their index. */
export type DocumentKind = {
  /** Key of the words: «offre». */
  text: string
  /** The permission to see any of them. */
  may: string
  /** Those of these that the caller may see now, in any order. */
  read(ctx: Context, ids: readonly string[]): Promise<readonly FoundDocument[]>
  /** All that may be found, in the order of their ids, to build the index anew. */
  list(
    ctx: Context,
    after: string | null,
    limit: number,
  ): Promise<readonly Pick<FoundDocument, 'id' | 'title' | 'text'>[]>
}

/** What a part asks a language model for, by a name `part.thing`; `core/ai` asks. */
export type Purpose = {
  /** Key of the words: «questions à l’assistant». */
  text: string
  /** Of what is said to the model: written down with each call. */
  promptVersion: string
  /** The longest answer, in tokens; also what is reserved. */
  mostTokens: number
  /** Hours for which an identical request gets the same answer, for nothing; never when absent. */
  cachedHours?: number
  /** Looks at the question and at the answer. */
  judge?: Judge
}

/** A sentence that has to stand above an answer, whatever the model says; `to` is where it leads. */
export type Verdict = { say: string; to?: `/${string}` }
/** Decides by rules, never by a model: `text` is the question before there is an answer, then the answer. */
export type Judge = (matter: {
  text: string
  isAnswer: boolean
  sources: readonly FoundDocument[]
}) => Verdict | null
