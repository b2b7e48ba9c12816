import { publishedAddress } from '#core/files/api.ts'
import { NotFound } from '#kernel/contract.ts'
import type { Context } from '#kernel/module.ts'
import type { WorkspaceTables } from '../tables.ts'
import { joiningOf } from './settings.ts'

/** Where nothing is public, even the name is not. */
export async function readCard(ctx: Context<WorkspaceTables>) {
  const { slug, name, kind, state, modules, logo = null } = ctx.workspace
  const { mode, mailDomains } = await joiningOf(ctx)
  const takes: 'request' | 'open' | 'none' = mode === 'request' || mode === 'open' ? mode : 'none'
  // Closed to writes: nobody can come in now.
  const joining = state === 'active' ? takes : 'none'
  const pages = ctx.parts.flatMap(({ name: module, publicPage }) =>
    publicPage && modules.includes(module) ? [publicPage.replace('{slug}', slug)] : [],
  )
  if (joining === 'none' && pages.length === 0) throw NotFound()
  const sign = logo && publishedAddress(slug, logo)
  return {
    slug,
    name,
    kind,
    logo: sign,
    joining,
    mailDomains: joining === 'none' ? [] : mailDomains,
    pages,
  }
}
