/** What could cost somebody their work, said before it does. */
import { useEffect, useState } from 'react'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import type { Warning } from './rules.ts'
import type { FieldStore } from './store.tsx'
import { askToKeep, warningsHere } from './surroundings.tsx'
import { fieldTexts } from './texts.tsx'

type WarningsProps = {
  store: FieldStore
  /** In the middle of the work only what ends it. */
  isBrief?: boolean
}
const pressing: readonly Warning[] = ['insecure', 'almost-full']

export function Warnings({ store, isBrief }: WarningsProps) {
  const text = useText(fieldTexts)
  const [found, set] = useState<readonly Warning[]>([])
  useEffect(() => {
    let isGone = false
    const look = () => void warningsHere(store).then((it) => isGone || set(it))
    look()
    const end = store.watch(look)
    return () => {
      isGone = true
      end()
    }
  }, [store])
  const said = {
    insecure: text('fieldwork.warning.insecure'),
    'almost-full': text('fieldwork.warning.almost-full'),
    'not-persisted': text('fieldwork.warning.not-persisted'),
    old: text('fieldwork.warning.old'),
    clock: text('fieldwork.warning.clock'),
  }
  const keep = () => void askToKeep().then(() => store.changed())
  const shown = isBrief ? found.filter((it) => pressing.includes(it)) : found
  return shown.map((it) => (
    <Notice
      key={it}
      tone="warning"
      action={
        it === 'not-persisted' && (
          <Button small onClick={keep}>
            {text('fieldwork.warning.keep')}
          </Button>
        )
      }
    >
      {said[it]}
    </Notice>
  ))
}
