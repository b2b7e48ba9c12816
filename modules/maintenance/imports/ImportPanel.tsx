/** A PDF or a DOCX that becomes a draft, while one watches. */
import { useState } from 'react'
import { UploadField } from '#core/files/ui.tsx'
import { useAction, useRead } from '#web/api.tsx'
import { useLive } from '#web/live.tsx'
import { useText } from '#web/text.tsx'
import { LinkButton } from '#web/ui/Button.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Panel, Stack } from '#web/ui/Panel.tsx'
import { showProcedures } from '../procedures/shows.tsx'
import {
  beginImport,
  IMPORT_FILE,
  importChanged,
  MOST_IMPORT_BYTES,
  readImport,
} from './contract.ts'
import { importsTexts } from './texts.tsx'

export function ImportPanel() {
  const text = useText(importsTexts)
  const [importId, follow] = useState<string>()
  const begin = useAction(beginImport, { onDone: ({ id }) => follow(id) })
  return (
    <Panel title={text('imports.title')} hint={text('imports.hint')}>
      <Stack>
        <UploadField
          label={text('imports.document')}
          place="workspace"
          purpose={IMPORT_FILE}
          kinds={['document']}
          maxBytes={MOST_IMPORT_BYTES}
          onReady={({ id: fileId }) => begin.run({ fileId })}
        />
        {importId && <Progress importId={importId} />}
      </Stack>
    </Panel>
  )
}

const faultWords = {
  'imports/scanned': 'imports/scanned',
  'imports/unreadable': 'imports/unreadable',
  'imports/too-slow': 'imports/too-slow',
  'imports/no-steps': 'imports/no-steps',
} as const
const isFault = (code: string): code is keyof typeof faultWords => code in faultWords

function Progress({ importId }: { importId: string }) {
  const text = useText(importsTexts)
  useLive(importChanged, { refreshes: [readImport, ...showProcedures] })
  const { state, progress, fault, name, procedureId } = useRead(readImport, { importId })
  if (state === 'failed')
    return (
      <Notice tone="error">
        {text(faultWords[fault && isFault(fault) ? fault : 'imports/unreadable'])}
      </Notice>
    )
  if (state === 'done' && procedureId)
    return (
      <Notice
        tone="good"
        action={
          <LinkButton small to={`/procedures/${procedureId}/edit`}>
            {text('imports.open')}
          </LinkButton>
        }
      >
        {text('imports.done', { name })}
      </Notice>
    )
  return (
    <div className="import-progress" role="status">
      <p className="hint">{text('imports.reading', { name })}</p>
      <progress max={100} value={progress} aria-label={text('imports.progress')} />
    </div>
  )
}
