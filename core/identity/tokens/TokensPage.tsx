import { IconKey } from '@tabler/icons-react'
import { useState } from 'react'
import { useAction, useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { usePerson, useSession } from '#web/session.tsx'
import { Button } from '#web/ui/Button.tsx'
import { CopyField } from '#web/ui/CopyField.tsx'
import { ask, Dialog } from '#web/ui/Dialog.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Item, Items, Panel } from '#web/ui/Panel.tsx'
import { Status, Tag } from '#web/ui/Status.tsx'
import { useAccountText } from '../account/texts.tsx'
import { type ApiToken, listTokens, revokeToken } from './contract.ts'
import { usePhrases } from './phrases.tsx'
import { TokenForm } from './TokenForm.tsx'

type Place = { id: string; name: string }

export function TokensPage() {
  const say = useAccountText()
  const [isNew, open] = useState(false)
  const [secret, show] = useState<string>()
  const { items, permissions } = useRead(listTokens)
  const places = (useSession()?.workspaces ?? []) as unknown as Place[]
  const isVerified = usePerson().verified !== false
  const begin = (
    <Button look="filled" onClick={() => open(true)}>
      {say('tokens.new')}
    </Button>
  )

  return (
    <Page
      title={say('tokens.title')}
      subtitle={say('tokens.subtitle')}
      narrow
      actions={isVerified && items.length > 0 && begin}
    >
      {!isVerified && <Notice tone="warning">{say('tokens.verify')}</Notice>}
      <Panel title={say('tokens.mine')} flush>
        {items.length === 0 ? (
          <EmptyState icon={IconKey} title={say('tokens.none')} action={isVerified && begin}>
            {say('tokens.none-hint')}
          </EmptyState>
        ) : (
          <Items label={say('tokens.mine')}>
            {items.map((it) => (
              <Line key={it.id} token={it} places={places} />
            ))}
          </Items>
        )}
      </Panel>
      <p>
        <a href="/docs">{say('tokens.docs')}</a>
      </p>
      <Dialog isOpen={isNew} sheet wide title={say('tokens.new')} onClose={() => open(false)}>
        <TokenForm
          permissions={permissions}
          places={places}
          onDone={(made) => {
            open(false)
            show(made)
          }}
        />
      </Dialog>
      <Dialog
        isOpen={secret !== undefined}
        title={say('tokens.created')}
        onClose={() => show(undefined)}
      >
        <Notice tone="warning">{say('tokens.created-hint')}</Notice>
        <CopyField label={say('tokens.secret')} value={secret ?? ''} />
        <div className="dialog-foot">
          <Button onClick={() => show(undefined)}>{say('tokens.copied')}</Button>
        </div>
      </Dialog>
    </Page>
  )
}

function Line({ token, places }: { token: ApiToken; places: readonly Place[] }) {
  const say = useAccountText()
  const format = useFormat()
  const { phrase } = usePhrases(token.permissions)
  const revoke = useAction(revokeToken, { refreshes: [listTokens], done: say('tokens.revoked') })
  const { id: tokenId, name, access, workspaceId, expiresAt, lastSeenAt, isExpired } = token
  const where =
    workspaceId === null
      ? say('tokens.everywhere')
      : (places.find((it) => it.id === workspaceId)?.name ?? say('tokens.gone'))
  const what = {
    read: say('tokens.read'),
    write: say('tokens.write'),
    chosen: token.permissions.map(phrase).join(', '),
  }
  const drop = async () => {
    const isSure = await ask({
      title: say('tokens.revoke-ask', { name }),
      text: say('tokens.revoke-text'),
      confirm: say('tokens.revoke'),
      danger: true,
    })
    if (isSure) await revoke.run({ tokenId })
  }
  return (
    <Item
      title={name}
      hint={
        <>
          <Tag>{where}</Tag> <Tag>{what[access]}</Tag>
          <br />
          {lastSeenAt
            ? say('tokens.used', { when: format.relative(lastSeenAt) })
            : say('tokens.never-used')}
          {' · '}
          {isExpired ? (
            <Status tone="off">{say('tokens.expired')}</Status>
          ) : expiresAt ? (
            say('tokens.ends', { when: format.relative(expiresAt) })
          ) : (
            say('tokens.forever')
          )}
        </>
      }
      end={
        <Button small pending={revoke.pending} onClick={() => void drop()}>
          {say('tokens.revoke')}
        </Button>
      }
    />
  )
}
