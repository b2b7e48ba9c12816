import { IconCircleCheck, IconQrcode } from '@tabler/icons-react'
import { useState } from 'react'
import { ApiProvider, useAction, useRead } from '#web/api.tsx'
import { useFilters, useParam } from '#web/go.tsx'
import { overHttp } from '#web/http.tsx'
import { useText, useTexts } from '#web/text.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Form, FormFoot, SubmitButton } from '#web/ui/Form.tsx'
import { GuestPage } from '#web/ui/Page.tsx'
import { TextArea, TextField } from '#web/ui/TextField.tsx'
import { reportFault, scanLabel } from './contract.ts'
import { sitesTexts } from './texts.tsx'

/** Where a label leads: for whoever stands there, without an account. */
export function FaultPage() {
  const text = useText(sitesTexts)
  const texts = useTexts()
  const slug = useParam('slug')
  const [{ code }] = useFilters({ code: '' })
  const [call] = useState(() => overHttp({ slug, locale: () => texts.locale }))
  if (!/^[\w-]{22}$/.test(code))
    return (
      <GuestPage title={text('sites.fault.title')}>
        <EmptyState icon={IconQrcode} title={text('sites.fault.unknown')}>
          {text('sites.fault.unknown-hint')}
        </EmptyState>
      </GuestPage>
    )
  return (
    <ApiProvider key={slug} call={call} place={slug}>
      <Fault code={code} slug={slug} />
    </ApiProvider>
  )
}

/** Exported for its test. */
export function Fault({ code, slug }: { code: string; slug: string }) {
  const text = useText(sitesTexts)
  const { workspace, site, name, serial } = useRead(scanLabel, { code })
  const [isTold, tell] = useState(false)
  const report = useAction(reportFault, { onDone: () => tell(true) })
  const where = [site, serial].filter(Boolean).join(' · ')
  if (isTold)
    return (
      <GuestPage title={name}>
        <EmptyState icon={IconCircleCheck} title={text('sites.fault.told')}>
          {text('sites.fault.told-hint', { workspace })}
        </EmptyState>
      </GuestPage>
    )
  return (
    <GuestPage title={name}>
      <p className="hint">{where}</p>
      <Form action={report} fixed={{ code }}>
        <TextArea
          name="words"
          label={text('sites.fault.words')}
          hint={text('sites.fault.words-hint')}
          rows={4}
          maxLength={2000}
        />
        <TextField
          name="contact"
          label={text('sites.fault.contact')}
          hint={text('sites.fault.contact-hint')}
          maxLength={200}
        />
        <FormFoot>
          <SubmitButton wide>{text('sites.fault.send')}</SubmitButton>
        </FormFoot>
      </Form>
      <p>
        <a href={`/app/${slug}/equipment?code=${code}`}>{text('sites.fault.member')}</a>
      </p>
    </GuestPage>
  )
}
