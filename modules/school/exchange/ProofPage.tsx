import { useState } from 'react'
import { ApiProvider } from '#web/api.tsx'
import { useParam } from '#web/go.tsx'
import { overHttp } from '#web/http.tsx'
import { useText, useTexts } from '#web/text.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Stack } from '#web/ui/Panel.tsx'
import './exchange.css'
import { ProofPanel } from './ProofPanel.tsx'
import { PublicHistory, PublicName } from '../statements/PublicHistory.tsx'
import { schoolTexts } from '../texts.tsx'

/** For everybody, without a session: the exchange of the school in the address adds up. */
export function ProofPage() {
  const text = useText(schoolTexts)
  const texts = useTexts()
  const slug = useParam('slug')
  const [call] = useState(() => overHttp({ slug, locale: () => texts.locale }))
  return (
    <ApiProvider key={slug} call={call} place={slug}>
      <Page title={text('exchange.proof.title')} subtitle={<PublicName />} narrow>
        <Stack>
          <ProofPanel />
          <PublicHistory slug={slug} />
        </Stack>
      </Page>
    </ApiProvider>
  )
}
