import { IconCheck } from '@tabler/icons-react'
import { type CSSProperties, lazy, Suspense, useId, useState } from 'react'
import { tintOf, type Tones } from '#kernel/colour.ts'
import { useAction, useRead } from '#web/api.tsx'
import { useProblemText } from '#web/problems.tsx'
import { useReread } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { asStyle } from '#web/tint.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Panel, Stack } from '#web/ui/Panel.tsx'
import { SettingsPage } from '#web/ui/Settings.tsx'
import { changeWorkspace, readWorkspace } from '../contract.ts'
import { HOUSE, swatches } from './swatches.tsx'
import './branding.css'
import { settingsTexts } from '../settings/texts.tsx'

const LogoField = lazy(async () => ({ default: (await import('./LogoField.tsx')).LogoField }))

/** The workspace's sign and colour: some that are ready, or one's own. What is shown is what will be readable. */
export function AppearancePage() {
  const text = useText(settingsTexts)
  const id = useId()
  const { name, colour } = useRead(readWorkspace)
  const [chosen, choose] = useState(colour ?? HOUSE)
  const reread = useReread()
  const save = useAction(changeWorkspace, {
    refreshes: [readWorkspace],
    done: text('branding.saved'),
    onDone: reread,
  })
  const refusal = useProblemText(save.problem)
  const isReady = swatches.some((it) => it.colour === chosen)

  return (
    <SettingsPage title={text('settings.appearance')} subtitle={text('settings.appearance-hint')}>
      <Suspense>
        <LogoField />
      </Suspense>
      <Panel title={text('branding.colour')} hint={text('branding.colour-hint')}>
        <Stack>
          <div className="swatches" role="radiogroup" aria-label={text('branding.colour')}>
            {swatches.map((it) => (
              <label key={it.colour} style={{ '--swatch': it.colour } as CSSProperties}>
                <input
                  type="radio"
                  name={id}
                  checked={chosen === it.colour}
                  onChange={() => choose(it.colour)}
                />
                <span className="swatch">
                  <IconCheck size={18} stroke={2.4} />
                </span>
                {text(it.text)}
              </label>
            ))}
            <label style={{ '--swatch': chosen } as CSSProperties} data-own={!isReady || undefined}>
              <input
                type="color"
                aria-label={text('branding.own')}
                value={chosen}
                onChange={(event) => choose(event.target.value.toLowerCase())}
              />
              <span className="swatch">{!isReady && <IconCheck size={18} stroke={2.4} />}</span>
              {text('branding.own')}
            </label>
          </div>
          <div className="samples">
            <Sample name={name} scheme="light" tones={tintOf(chosen).light} />
            <Sample name={name} scheme="dark" tones={tintOf(chosen).dark} />
          </div>
          {refusal && <Notice tone="error">{refusal}</Notice>}
          <div className="form-foot">
            <Button
              look="filled"
              pending={save.pending}
              onClick={() => void save.run({ colour: chosen === HOUSE ? null : chosen })}
            >
              {text('settings.save')}
            </Button>
          </div>
        </Stack>
      </Panel>
      <p className="hint">{text('branding.where')}</p>
    </SettingsPage>
  )
}

type SampleProps = { name: string; scheme: 'light' | 'dark'; tones: Tones }

/** How it will look, in both lights at once, whatever the device shows now. */
function Sample({ name, scheme, tones }: SampleProps) {
  const text = useText(settingsTexts)
  return (
    <figure className="sample" data-sample={scheme} style={asStyle(tones) as CSSProperties}>
      <div className="sample-page" aria-hidden="true">
        <span className="sample-place">
          <span className="place-sign">{[...name][0]?.toUpperCase()}</span>
          {name}
        </span>
        <span className="sample-link">{text('branding.sample-menu')}</span>
        <span className="sample-button">{text('branding.sample-button')}</span>
      </div>
      <figcaption className="hint">
        {text(scheme === 'light' ? 'branding.light' : 'branding.dark')}
      </figcaption>
    </figure>
  )
}
