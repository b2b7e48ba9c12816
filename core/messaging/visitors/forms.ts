/** The form of a page without script: it comes as fields, and goes on to a page. */
import * as z from 'zod/mini'
import { Problem } from '#kernel/contract.ts'
import type { OpenContext, WebhookRequest } from '#kernel/module.ts'
import { Writing } from './contract.ts'
import { isOwnPath } from './rules.ts'
import { writeAsVisitor } from './writing.ts'

const FORM = 'application/x-www-form-urlencoded'

export async function postForm(open: OpenContext, _: unknown, { headers, raw }: WebhookRequest) {
  const isForm = headers['content-type']?.startsWith(FORM) ?? false
  const fields = isForm ? Object.fromEntries(new URLSearchParams(Buffer.from(raw).toString())) : {}
  const back = isOwnPath(fields['back'] ?? '') ? fields['back']! : `/contact/${open.workspace.slug}`
  const said = await sent(open, fields)
  open.answer.status = 303
  open.answer.headers = { location: `${back}?${said}` }
  return { done: true } as const
}

/** A house that takes nobody is not there, for forms either. */
async function sent(open: OpenContext, fields: Record<string, string>): Promise<string> {
  const asked = z.safeParse(Writing, fields)
  if (!asked.success) return 'fault=input'
  try {
    await writeAsVisitor(open, asked.data)
    return 'sent=1'
  } catch (error) {
    if (error instanceof Problem && error.status === 409) return 'fault=closed'
    throw error
  }
}
