import { IconCopy, IconDownload, IconPrinter } from '@tabler/icons-react'
import { usePerson } from '#web/session.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Row, Stack } from '#web/ui/Panel.tsx'
import { tell } from '#web/ui/Toast.tsx'
import { useFactorText } from './words.tsx'
import './factors.css'

/** The sheet, for the only time: to copy, to save, to print. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept(): void }) {
  const text = useFactorText()
  const { email } = usePerson()
  const title = text('factors.codes-sheet', { email, host: location.host })
  const sheet = `${title}\n\n${codes.join('\n')}\n`

  const copy = async () => {
    await navigator.clipboard?.writeText(sheet)
    tell(text('factors.codes-copied'))
  }
  const download = () => {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([sheet], { type: 'text/plain' }))
    link.download = text('factors.codes-file')
    link.click()
    URL.revokeObjectURL(link.href)
  }
  return (
    <Stack>
      <p>{text('factors.codes-text')}</p>
      <div className="codes-sheet">
        <p className="codes-sheet-for">{title}</p>
        <ul className="codes" aria-label={text('factors.codes-title')}>
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
      </div>
      <Row>
        {/* The clipboard is there over https only. */}
        {navigator.clipboard && (
          <Button small icon={IconCopy} onClick={() => void copy()}>
            {text('factors.codes-copy')}
          </Button>
        )}
        <Button small icon={IconDownload} onClick={download}>
          {text('factors.codes-download')}
        </Button>
        <Button small icon={IconPrinter} onClick={() => window.print()}>
          {text('factors.codes-print')}
        </Button>
      </Row>
      <div className="dialog-foot">
        <Button look="filled" onClick={onKept}>
          {text('factors.codes-kept')}
        </Button>
      </div>
    </Stack>
  )
}
