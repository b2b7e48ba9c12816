/** Every part of the product, in the order a reader should meet them. Listed by hand. */
import identity from '#core/identity/module.ts'
import ledger from '#core/ledger/module.ts'
import mail from '#core/mail/module.ts'
import operations from '#core/operations/module.ts'
import workspaces from '#core/workspaces/module.ts'
import type { Part } from '#kernel/module.ts'
import school from '#modules/school/module.ts'

export const parts: readonly Part[] = [identity, workspaces, mail, ledger, operations, school]

/** The five kinds of organisations, and the module that serves each; only what is built is offered. */
export const kinds = ['books', 'editorial', 'maintenance', 'school', 'resale'] as const
