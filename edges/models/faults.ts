/** What went wrong with a provider, in the words of the port; what the provider wrote about it stays in the cause. */
import { type FaultKind, ModelFault } from '#core/ai/models/contract.ts'

type Told = {
  statusCode?: number
  name?: string
  lastError?: unknown
  cause?: unknown
  message?: string
}

export function faultOf(error: unknown): ModelFault {
  for (const it of chain(error)) if (it instanceof ModelFault) return it
  for (const it of chain(error)) {
    const kind = kindOf(it as Told)
    if (kind) return new ModelFault(kind, error)
  }
  return new ModelFault('unreachable', error)
}

/** The error, what it wraps, and what that wraps. */
function chain(error: unknown): unknown[] {
  const all: unknown[] = []
  let it = error
  while (it !== null && typeof it === 'object' && all.length < 8) {
    all.push(it)
    const { lastError, cause } = it as Told
    it = lastError ?? cause
  }
  return all
}

function kindOf({ statusCode, name = '', message = '' }: Told): FaultKind | undefined {
  if (statusCode === 401 || statusCode === 403) return 'key-refused'
  if (statusCode === 404) return 'no-such-model'
  if (statusCode === 429 || statusCode === 529) return 'too-often'
  if (statusCode === 400 && /content.?(policy|filter)|safety/i.test(message)) return 'refused'
  if (statusCode !== undefined && statusCode >= 500) return 'unreachable'
  if (statusCode !== undefined && statusCode >= 400) return 'nonsense'
  if (/JSONParse|TypeValidation|NoObjectGenerated|InvalidResponseData|NoOutputGenerated/.test(name))
    return 'nonsense'
  if (name === 'AbortError' || message === 'aborted' || message === 'terminated') return 'cut'
  return undefined
}
