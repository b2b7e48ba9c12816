/** Pictures and files that explain a step. */
import { IconX } from '@tabler/icons-react'
import { UploadField } from '#core/files/ui.tsx'
import { useText } from '#web/text.tsx'
import { IconButton } from '#web/ui/Button.tsx'
import { MOST_FILE_BYTES, STEP_FILE, type StepFile } from '../procedures/contract.ts'
import { maintenanceTexts } from '../texts.tsx'
import { builderTexts } from './texts.tsx'

const MOST_FILES = 20

type StepFilesProps = {
  fileIds: readonly string[]
  files: readonly StepFile[]
  onChange(fileIds: string[]): void
  /** A file was brought: it is the draft's once it is saved. */
  onFile(fileId: string): Promise<unknown>
}

export function StepFiles({ fileIds, files, onChange, onFile }: StepFilesProps) {
  const text = useText(builderTexts, maintenanceTexts)
  return (
    <>
      {fileIds.length > 0 && (
        <ul className="builder-files" aria-label={text('steps.field.files')}>
          {fileIds.map((fileId) => {
            const name = files.find((it) => it.id === fileId)?.name ?? text('builder.file')
            return (
              <li key={fileId}>
                <span>{name}</span>
                <IconButton
                  label={text('builder.file-remove', { name })}
                  icon={IconX}
                  onClick={() => onChange(fileIds.filter((it) => it !== fileId))}
                />
              </li>
            )
          })}
        </ul>
      )}
      {fileIds.length < MOST_FILES && (
        <UploadField
          key={fileIds.length}
          label={text('steps.field.files')}
          place="workspace"
          purpose={STEP_FILE}
          kinds={['image', 'document']}
          maxBytes={MOST_FILE_BYTES}
          onReady={({ id: fileId }) => onFile(fileId)}
        />
      )}
    </>
  )
}
