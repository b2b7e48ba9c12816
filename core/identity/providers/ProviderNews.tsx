/** What came of going elsewhere, where the browser lands after it. */
import { useFilters } from '#web/go.tsx'
import { useProblemText } from '#web/problems.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { landingProblems } from './contract.ts'
import { useProviderText } from './words.tsx'

export function ProviderNews() {
  const [{ problem, linked }] = useFilters({ problem: '', linked: '' })
  return problem || linked ? <News code={problem} /> : null
}

/** Anybody may write an address: only what a callback says is repeated. */
function News({ code }: { code: string }) {
  const text = useProviderText()
  const known = landingProblems.find((it) => it.code === code)
  const sentence = useProblemText(known?.())
  if (known) return <Notice tone="error">{sentence}</Notice>
  return code ? null : <Notice tone="good">{text('providers.linked')}</Notice>
}
