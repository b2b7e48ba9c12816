import { lazy, Suspense, useState } from 'react'
import { useAction, useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Panel, Row, Stack } from '#web/ui/Panel.tsx'
import { Status } from '#web/ui/Status.tsx'
import {
  endCodeApp,
  type Factors,
  FEW_RECOVERY_CODES,
  readFactors,
  renewRecoveryCodes,
} from './contract.ts'
import { ProvenForm } from './ProvenForm.tsx'
import { RecoveryCodes } from './RecoveryCodes.tsx'
import { useFactorText } from './words.tsx'

/** The square and its library are not loaded before somebody wants them. */
const EnrolDialog = lazy(() =>
  import('./EnrolDialog.tsx').then((it) => ({ default: it.EnrolDialog })),
)

export function SecondFactorPanel() {
  const text = useFactorText()
  const { day } = useFormat()
  const { proof, codeAppSince, recoveryCodesLeft } = useRead(readFactors)
  const [doing, act] = useState<'start' | 'renew' | 'end'>()
  const close = () => act(undefined)

  return (
    <Panel
      title={text('factors.title')}
      hint={text('factors.hint')}
      actions={
        <Status tone={codeAppSince ? 'good' : 'wait'}>
          {text(codeAppSince ? 'factors.on' : 'factors.off')}
        </Status>
      }
    >
      {codeAppSince ? (
        <Stack>
          <p className="hint">
            {text('factors.since', { day: day(codeAppSince) })} ·{' '}
            {text('factors.codes-left', { count: recoveryCodesLeft })}
          </p>
          {recoveryCodesLeft <= FEW_RECOVERY_CODES && (
            <Notice tone="warning">
              {recoveryCodesLeft === 0
                ? text('factors.codes-none')
                : text('factors.codes-few', { count: recoveryCodesLeft })}
            </Notice>
          )}
          <Row>
            <Button onClick={() => act('renew')}>{text('factors.renew')}</Button>
            <Button look="danger" onClick={() => act('end')}>
              {text('factors.end')}
            </Button>
          </Row>
        </Stack>
      ) : (
        <Button onClick={() => act('start')}>{text('factors.start')}</Button>
      )}
      {doing === 'start' && (
        <Suspense>
          <EnrolDialog proof={proof} onClose={close} />
        </Suspense>
      )}
      {doing === 'renew' && <RenewDialog proof={proof} onClose={close} />}
      {doing === 'end' && <EndDialog proof={proof} onClose={close} />}
    </Panel>
  )
}

type ProvenProps = Pick<Factors, 'proof'> & { onClose(): void }

function RenewDialog({ proof, onClose }: ProvenProps) {
  const text = useFactorText()
  const renew = useAction(renewRecoveryCodes, { refreshes: [readFactors] })
  const codes = renew.reply?.recoveryCodes
  return (
    <Dialog isOpen title={text(codes ? 'factors.codes-title' : 'factors.renew')} onClose={onClose}>
      {codes ? (
        <RecoveryCodes codes={codes} onKept={onClose} />
      ) : (
        <ProvenForm action={renew} proof={proof} label={text('factors.renew')}>
          {text('factors.renew-text')}
        </ProvenForm>
      )}
    </Dialog>
  )
}

function EndDialog({ proof, onClose }: ProvenProps) {
  const text = useFactorText()
  const end = useAction(endCodeApp, {
    refreshes: [readFactors],
    done: text('factors.ended'),
    onDone: onClose,
  })
  return (
    <Dialog isOpen title={text('factors.end-title')} onClose={onClose}>
      <ProvenForm action={end} proof={proof} label={text('factors.end')} isDanger>
        {text('factors.end-text')}
      </ProvenForm>
    </Dialog>
  )
}
