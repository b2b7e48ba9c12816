import { IconDownload } from '@tabler/icons-react'
import { languageOf } from '#kernel/text.ts'
import { useRead } from '#web/api.tsx'
import { place, queryOf } from '#web/http.tsx'
import { useLocale, useText } from '#web/text.tsx'
import { useTint } from '#web/tint.tsx'
import { Panel } from '#web/ui/Panel.tsx'
import { useDates } from '../exchange/dates.tsx'
import { useUnits } from '../exchange/units.tsx'
import { downloadLedger, readPublicHistory } from './contract.ts'
import './statements.css'
import { statementsTexts } from './texts.tsx'

/** For every parent: what was created, what was exchanged, and the whole book to add up at home. */
export function PublicHistory({ slug }: { slug: string }) {
  const text = useText(statementsTexts)
  const units = useUnits()
  const [locale] = useLocale()
  const { month: monthOf } = useDates()
  const { months } = useRead(readPublicHistory)
  const { address, rest } = place(downloadLedger, { language: languageOf(locale) }, slug)
  return (
    <>
      <Panel title={text('statements.public.how')}>
        <p className="reading">{text('statements.public.how-text')}</p>
        <p className="reading">{text('statements.public.created-text')}</p>
        <a className="button filled" href={address + queryOf(rest)} download>
          <IconDownload size={18} stroke={1.8} />
          <span>{text('statements.public.ledger')}</span>
        </a>
      </Panel>
      <Panel title={text('statements.public.title')}>
        <div className="figures">
          <table>
            <thead>
              <tr>
                <th scope="col">{text('statements.month')}</th>
                <th scope="col">{text('statements.public.created')}</th>
                <th scope="col">{text('statements.public.exchanged')}</th>
                <th scope="col">{text('statements.public.community')}</th>
              </tr>
            </thead>
            <tbody>
              {months.toReversed().map((it) => (
                <tr key={it.month}>
                  <th scope="row">{monthOf(`${it.month}-15`)}</th>
                  <td>{units.plain(it.created)}</td>
                  <td>{units.plain(it.exchanged)}</td>
                  <td>{units.plain(it.community)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Panel>
    </>
  )
}

/** «École du Tilleul · ouvert à tous et sans noms»; the page wears the school's colour. */
export function PublicName() {
  const text = useText(statementsTexts)
  const { name, colour } = useRead(readPublicHistory)
  useTint(colour)
  return (
    <>
      <strong className="public-name">{name}</strong> · {text('statements.public.subtitle')}
    </>
  )
}
