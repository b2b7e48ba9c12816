import { useState } from 'react'
import { ApiProvider } from '#web/api.tsx'
import { useParam } from '#web/go.tsx'
import { overHttp } from '#web/http.tsx'
import { useText, useTexts } from '#web/text.tsx'
import { Page } from '#web/ui/Page.tsx'
import type fr from '../locales/fr.ts'
import './exchange.css'
import { ProofPanel } from './ProofPanel.tsx'

/** For everybody, without a session: the exchange of the school in the address adds up. */
export function ProofPage() {
  const text = useText<typeof fr>()
  const texts = useTexts()
  const slug = useParam('slug')
  const [call] = useState(() => overHttp({ slug, locale: () => texts.locale }))
  return (
    <Page
      title={text('exchange.proof.title')}
      subtitle={text('exchange.proof.subtitle', { slug })}
      narrow
    >
      <ApiProvider key={slug} call={call} place={slug}>
        <ProofPanel />
      </ApiProvider>
    </Page>
  )
}
