import { IconLink } from '@tabler/icons-react'
import { useAction, useList } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { CopyField } from '#web/ui/CopyField.tsx'
import { ask } from '#web/ui/Dialog.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Form, FormFoot, SubmitButton } from '#web/ui/Form.tsx'
import { Item, Items, Panel, Stack } from '#web/ui/Panel.tsx'
import { NumberField, TextField } from '#web/ui/TextField.tsx'
import {
  LINK_DAYS,
  listReportLinks,
  listReportVisits,
  type ReportLink,
  revokeReportLink,
  shareReport,
} from './contract.ts'
import { reportsTexts } from './texts.tsx'

/** Who outside may read this report, until when, and who did. */
export function ReportLinks({ reportId }: { reportId: string }) {
  const text = useText(reportsTexts)
  const { items, more, isLoadingMore } = useList(listReportLinks, { reportId })
  const share = useAction(shareReport, {
    refreshes: [listReportLinks],
    done: text('reports.link-created'),
  })
  return (
    <>
      <Panel title={text('reports.links')} hint={text('reports.links-text')}>
        <Stack>
          <Form action={share} fixed={{ reportId }} initial={{ days: LINK_DAYS }} clear>
            <TextField name="name" label={text('reports.link-name')} />
            <NumberField name="days" label={text('reports.link-days')} />
            <FormFoot>
              <SubmitButton look="quiet">{text('reports.link-create')}</SubmitButton>
            </FormFoot>
          </Form>
          {items.length === 0 && <EmptyState icon={IconLink} title={text('reports.links-empty')} />}
          {items.map((it) => (
            <OneLink key={it.id} reportId={reportId} link={it} />
          ))}
          {more && (
            <Button look="quiet" pending={isLoadingMore} onClick={more}>
              {text('reports.more')}
            </Button>
          )}
        </Stack>
      </Panel>
      {items.some((it) => it.opened > 0) && <Visits reportId={reportId} />}
    </>
  )
}

function OneLink({ reportId, link }: { reportId: string; link: ReportLink }) {
  const text = useText(reportsTexts)
  const { day } = useFormat()
  const { id: linkId, name, url, expiresAt, revokedAt, opened, openedAt } = link
  const revoke = useAction(revokeReportLink, {
    refreshes: [listReportLinks],
    done: text('reports.link-was-revoked'),
  })
  const used = openedAt
    ? text('reports.link-opened', { count: opened, day: day(openedAt) })
    : text('reports.link-unopened')
  const confirmed = async () => {
    const isSure = await ask({
      title: text('reports.link-revoke-title', { name }),
      text: text('reports.link-revoke-text'),
      confirm: text('reports.link-revoke'),
      danger: true,
    })
    if (isSure) await revoke.run({ reportId, linkId })
  }
  if (!link.isLive)
    return (
      <Items label={name}>
        <Item
          title={name}
          hint={`${revokedAt ? text('reports.link-revoked', { day: day(revokedAt) }) : text('reports.link-over', { day: day(expiresAt) })} · ${used}`}
        />
      </Items>
    )
  return (
    <div>
      <CopyField label={text('reports.link-copy', { name })} value={url} />
      <Items label={name}>
        <Item
          title={text('reports.link-until', { day: day(expiresAt) })}
          hint={used}
          end={
            <Button small look="quiet" onClick={confirmed}>
              {text('reports.link-revoke')}
            </Button>
          }
        />
      </Items>
    </div>
  )
}

function Visits({ reportId }: { reportId: string }) {
  const text = useText(reportsTexts)
  const { instant } = useFormat()
  const { items, more, isLoadingMore } = useList(listReportVisits, { reportId })
  return (
    <Panel title={text('reports.visits')}>
      <Items label={text('reports.visits')}>
        {items.map((it) => (
          <Item
            key={it.id}
            title={it.name}
            hint={text(`reports.visit.${it.what}`)}
            end={instant(it.at)}
          />
        ))}
      </Items>
      {more && (
        <Button look="quiet" pending={isLoadingMore} onClick={more}>
          {text('reports.more')}
        </Button>
      )}
    </Panel>
  )
}
