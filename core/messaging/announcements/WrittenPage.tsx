import { useState } from 'react'
import { type Language, languageOf, languages } from '#kernel/text.ts'
import { useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { Link, useParam } from '#web/go.tsx'
import { later } from '#web/later.tsx'
import { useText, useTexts } from '#web/text.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Panel, Stack } from '#web/ui/Panel.tsx'
import { Status } from '#web/ui/Status.tsx'
import { Segmented } from '#web/ui/Tabs.tsx'
import './announcements.css'
import { readWritten, type Written } from './contract.ts'
import { Files } from './Files.tsx'
import { Foresight } from './Foresight.tsx'
import { Moves } from './Moves.tsx'
import { languageFor } from './rules.ts'
import { announcementsTexts } from './texts.tsx'
import { stateWords } from './words.tsx'

const FollowUp = later(() => import('./FollowUp.tsx').then((it) => it.FollowUp))

/** One announcement as its writer sees it: as it will be read, when it leaves, and then who has read it. */
export function WrittenPage() {
  const text = useText(announcementsTexts)
  const announcementId = useParam('id')
  const written = useRead(readWritten, { announcementId })
  const own = languageOf(useTexts().locale)
  const { state, texts, audience, urgent, wishedAt } = written
  const { title } = texts[languageFor(texts, own, own)]!
  return (
    <Page
      title={title}
      subtitle={
        <span className="announced-marks">
          <Status tone={stateWords[state].tone}>{text(stateWords[state].text)}</Status>
          {urgent && <b className="announced-urgent">{text('announcements.urgent')}</b>}
          {text(`announcements.audience.${audience}`)}
        </span>
      }
      back={{ to: '/announcements/written', text: text('announcements.desk-title') }}
      narrow
    >
      <Stack>
        <Standing written={written} />
        {(state === 'draft' || state === 'to-validate') && (
          <Foresight wish={{ audience, urgent, wishedAt }} />
        )}
        <Moves written={written} />
        {state === 'sent' && <FollowUp written={written} />}
        <Preview written={written} />
      </Stack>
    </Page>
  )
}

/** Where it is on its way. */
function Standing({ written }: { written: Written }) {
  const text = useText(announcementsTexts)
  const format = useFormat()
  const { state, refusal, sendsAt, correctedById, correctsId } = written
  return (
    <>
      {state === 'draft' && refusal && (
        <Notice tone="warning">{text('announcements.refusal', { reason: refusal })}</Notice>
      )}
      {state === 'to-validate' && <Notice>{text('announcements.waits-for-head')}</Notice>}
      {state === 'scheduled' && (
        <Notice tone="good">
          {text('announcements.waits-for-moment', { when: format.instant(sendsAt!) })}
        </Notice>
      )}
      {correctedById && (
        <Notice
          tone="warning"
          action={
            <Link to={`/announcements/written/${correctedById}`}>
              {text('announcements.read-correction')}
            </Link>
          }
        >
          {text('announcements.corrected-notice')}
        </Notice>
      )}
      {correctsId && (
        <Notice
          action={
            <Link to={`/announcements/written/${correctsId}`}>
              {text('announcements.read-corrected')}
            </Link>
          }
        >
          {text('announcements.corrects-notice')}
        </Notice>
      )}
    </>
  )
}

/** As a reader has it in the hand. */
function Preview({ written }: { written: Written }) {
  const text = useText(announcementsTexts)
  const own = languageOf(useTexts().locale)
  const { texts, files, id, author, asksUnderstood } = written
  const there = languages.filter((it) => texts[it])
  const [chosen, choose] = useState<Language>(languageFor(texts, own, own))
  const language = texts[chosen] ? chosen : there[0]!
  const { title, body } = texts[language]!
  return (
    <Panel title={text('announcements.preview')}>
      <div className="announced">
        {there.length > 1 && (
          <Segmented
            label={text('announcements.language')}
            value={language}
            choices={there.map((value) => ({ value, text: text(`announcements.${value}`) }))}
            onChange={(value) => choose(value as Language)}
          />
        )}
        <div className="announced-phone" lang={language}>
          <h3>{title}</h3>
          <p className="hint">{author?.name}</p>
          <p className="announced-body">{body}</p>
          <Files announcementId={id} files={files} />
          {asksUnderstood && <Status tone="wait">{text('announcements.understand')}</Status>}
        </div>
      </div>
    </Panel>
  )
}
