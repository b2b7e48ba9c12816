/** The ways in that lead elsewhere, on the pages of log-in and registration; nothing where none is configured. */
import { IconBrandGoogle, IconBuildingCommunity } from '@tabler/icons-react'
import { useState } from 'react'
import { locales } from '#kernel/text.ts'
import { useAction, useRead } from '#web/api.tsx'
import { useFilters } from '#web/go.tsx'
import { useProblemText } from '#web/problems.tsx'
import { useTexts } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Stack } from '#web/ui/Panel.tsx'
import { listProviders, startSignIn } from './contract.ts'
import { isLocalPath } from './rules.ts'
import { useProviderText } from './words.tsx'
import './providers.css'

export const markOf = (provider: string) =>
  provider === 'google' ? IconBrandGoogle : IconBuildingCommunity

export function ProviderButtons() {
  const text = useProviderText()
  const { items } = useRead(listProviders)
  const [{ to }] = useFilters({ to: '' })
  const current = useTexts().locale
  const [chosen, choose] = useState('')
  const start = useAction(startSignIn, { onDone: ({ location: page }) => location.assign(page) })
  const problem = useProblemText(start.problem)
  if (items.length === 0) return null

  const wanted = to && isLocalPath(to) ? { returnTo: to } : {}
  const locale = locales.find((it) => it === current)
  const leave = (provider: string) => {
    choose(provider)
    void start.run({ provider, ...wanted, ...(locale ? { locale } : {}) })
  }
  return (
    <Stack>
      <p className="or">{text('providers.or')}</p>
      {items.map(({ name, label }) => (
        <Button
          key={name}
          wide
          icon={markOf(name)}
          pending={chosen === name && (start.pending || Boolean(start.reply))}
          onClick={() => leave(name)}
        >
          {text('providers.continue', { provider: label })}
        </Button>
      ))}
      {problem && <Notice tone="error">{problem}</Notice>}
    </Stack>
  )
}
