import { IconLinkOff, IconPlugConnected } from '@tabler/icons-react'
import { useState } from 'react'
import { useAction, useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Form, SubmitButton } from '#web/ui/Form.tsx'
import { Item, Items, Panel, Row, Stack } from '#web/ui/Panel.tsx'
import { type Factors, readFactors } from '../factors/contract.ts'
import { ProofField, shapeWith } from '../factors/ProofField.tsx'
import { ProvenForm } from '../factors/ProvenForm.tsx'
import {
  type LinkedIdentity,
  listIdentities,
  listProviders,
  type ProviderOffer,
  startLink,
  unlinkIdentity,
} from './contract.ts'
import { markOf } from './ProviderButtons.tsx'
import { useProviderText } from './words.tsx'

/** Which outside accounts open this one; nothing where there are none and none can be. */
export function LinkedAccountsPanel() {
  const text = useProviderText()
  const { items: linked } = useRead(listIdentities)
  const known = useRead(listProviders).items
  const offers = known.filter(({ name }) => linked.every((it) => it.provider !== name))
  const { proof } = useRead(readFactors)
  const [chosen, choose] = useState<ProviderOffer>()
  const [leaving, askUnlinking] = useState<LinkedIdentity>()
  if (offers.length === 0 && linked.length === 0) return null

  return (
    <Panel title={text('providers.title')} hint={text('providers.hint')}>
      <Stack>
        {linked.length > 0 ? (
          <Items label={text('providers.title')}>
            {linked.map((it) => (
              <Linked key={it.identityId} identity={it} onUnlink={() => askUnlinking(it)} />
            ))}
          </Items>
        ) : (
          <p className="hint">{text('providers.none')}</p>
        )}
        {offers.length > 0 && (
          <Row>
            {offers.map((it) => (
              <Button key={it.name} icon={markOf(it.name)} onClick={() => choose(it)}>
                {text('providers.link', { provider: it.label })}
              </Button>
            ))}
          </Row>
        )}
      </Stack>
      {leaving && (
        <UnlinkDialog identity={leaving} proof={proof} onClose={() => askUnlinking(undefined)} />
      )}
      {chosen && <LinkDialog offer={chosen} proof={proof} onClose={() => choose(undefined)} />}
    </Panel>
  )
}

function Linked({ identity, onUnlink }: { identity: LinkedIdentity; onUnlink(): void }) {
  const text = useProviderText()
  const { day } = useFormat()
  const { label, email, linkedAt } = identity
  const since = text('providers.linked-since', { day: day(linkedAt) })
  return (
    <Item
      lead={<IconPlugConnected size={20} stroke={1.7} aria-hidden />}
      title={label}
      hint={email ? `${email} · ${since}` : since}
      end={
        <Button small icon={IconLinkOff} onClick={onUnlink}>
          {text('providers.unlink')}
        </Button>
      }
    />
  )
}

type LinkDialogProps = Pick<Factors, 'proof'> & { offer: ProviderOffer; onClose(): void }

/** Who sits here first: an open session alone opens no new way into an account. */
function LinkDialog({ offer, proof, onClose }: LinkDialogProps) {
  const text = useProviderText()
  const { name, label } = offer
  const start = useAction(startLink, { onDone: ({ location: page }) => location.assign(page) })
  return (
    <Dialog isOpen title={text('providers.link', { provider: label })} onClose={onClose}>
      <Stack>
        <p>{text('providers.proof-hint', { provider: label })}</p>
        <Form action={start} shape={shapeWith(proof)} fixed={{ provider: name }}>
          <ProofField proof={proof} />
          <SubmitButton wide>{text('providers.go')}</SubmitButton>
        </Form>
      </Stack>
    </Dialog>
  )
}

type UnlinkDialogProps = Pick<Factors, 'proof'> & { identity: LinkedIdentity; onClose(): void }

function UnlinkDialog({ identity, proof, onClose }: UnlinkDialogProps) {
  const text = useProviderText()
  const { identityId, label: provider } = identity
  const unlink = useAction(unlinkIdentity, { refreshes: [listIdentities], onDone: onClose })
  const label = text('providers.unlink')
  return (
    <Dialog isOpen title={text('providers.unlink-ask', { provider })} onClose={onClose}>
      <ProvenForm action={unlink} fixed={{ identityId }} {...{ proof, label }} isDanger>
        {text('providers.unlink-text')}
      </ProvenForm>
    </Dialog>
  )
}
