import { IconCheck, IconPencil, IconRefresh } from '@tabler/icons-react'
import { useAction, useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useParam } from '#web/go.tsx'
import { later } from '#web/later.tsx'
import { useProblemText } from '#web/problems.tsx'
import { useText } from '#web/text.tsx'
import { Button, LinkButton } from '#web/ui/Button.tsx'
import { ask } from '#web/ui/Dialog.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Stack } from '#web/ui/Panel.tsx'
import { Person, Status } from '#web/ui/Status.tsx'
import '../exchange/exchange.css'
import '../offers/offers.css'
import { categoryWords } from '../offers/words.tsx'
import { AnswerForm } from './AnswerForm.tsx'
import { closeNeed, listAnswers, listNeeds, type Need, readNeed, renewNeed } from './contract.ts'
import './needs.css'
import { needStateWords, useWishes } from './words.tsx'
import { needsTexts } from './texts.tsx'
import { schoolTexts } from '../texts.tsx'

const refreshes = [readNeed, listNeeds, listAnswers] as const

const Answers = later(() => import('./Answers.tsx').then((it) => it.Answers))
const FittingOffers = later(() => import('./Fitting.tsx').then((it) => it.FittingOffers))

export function NeedPage() {
  const text = useText(needsTexts)
  const need = useRead(readNeed, { needId: useParam('id') })
  return (
    <Page title={need.title} back={{ to: '/exchange/needs', text: text('needs.title') }} narrow>
      <Stack>
        <Sheet need={need} />
        {need.mayAnswer && <AnswerForm need={need} />}
        {(need.isMine || need.myAnswer) && <Answers need={need} />}
        {need.isMine && need.state === 'open' && <FittingOffers needId={need.id} />}
      </Stack>
    </Page>
  )
}

function Sheet({ need }: { need: Need }) {
  const text = useText(needsTexts, schoolTexts)
  const format = useFormat()
  const wishes = useWishes()
  const { category, description, owner, state, urgent, helpersFound, helpersWanted } = need
  const { text: key, icon: Mark } = categoryWords[category]
  const { text: stateText, tone } = needStateWords[state]
  const lines = wishes(need)
  return (
    <section className="panel offer-sheet" data-category={category}>
      <div className="offer-kind">
        <span className="tile">
          <Mark size={24} stroke={1.5} />
        </span>
        <div>
          <p className="need-kind">
            {text(key)}
            {urgent && <b className="need-urgent">{text('needs.is-urgent')}</b>}
          </p>
          <Status tone={tone}>{text(stateText)}</Status>
          {helpersWanted > 1 && (
            <p className="hint">
              {text('needs.found', { found: helpersFound, wanted: helpersWanted })}
            </p>
          )}
        </div>
      </div>
      {lines.length > 0 && <p className="need-wishes">{lines.join(' · ')}</p>}
      {description && <p className="offer-words">{description}</p>}
      <Person
        name={owner.name}
        of={owner.id}
        hint={text('needs.posted-on', { day: format.day(need.createdAt) })}
      />
      {need.isMine && <Moves need={need} />}
    </section>
  )
}

/** What its owner may do with it: settle it, look on, change it. */
function Moves({ need }: { need: Need }) {
  const text = useText(needsTexts)
  const format = useFormat()
  const { id: needId, title, state, moves, mayRenew, expiresAt } = need
  const close = useAction(closeNeed, { refreshes, done: text('needs.closed') })
  const renew = useAction(renewNeed, { refreshes, done: text('needs.renewed') })
  const problem = useProblemText(close.problem ?? renew.problem)
  const end = async () => {
    const words = { title: text('needs.close-ask', { title }), confirm: text('needs.close') }
    if (await ask({ ...words, text: text('needs.close-ask-text') })) await close.run({ needId })
  }
  return (
    <>
      {mayRenew && (
        <Notice tone="warning">
          {state === 'expired'
            ? text('needs.has-expired')
            : text('needs.still-looking', { day: format.day(expiresAt) })}
        </Notice>
      )}
      <div className="offer-actions">
        {mayRenew && (
          <Button
            look="filled"
            icon={IconRefresh}
            pending={renew.pending}
            onClick={() => renew.run({ needId })}
          >
            {text('needs.renew')}
          </Button>
        )}
        {state === 'open' && (
          <LinkButton icon={IconPencil} to={`/exchange/needs/${needId}/edit`}>
            {text('needs.change')}
          </LinkButton>
        )}
        {moves.includes('close') && (
          <Button icon={IconCheck} pending={close.pending} onClick={end}>
            {text('needs.close')}
          </Button>
        )}
      </div>
      {problem && <Notice tone="error">{problem}</Notice>}
    </>
  )
}
