import { useAction } from '#web/api.tsx'
import { useText } from '#web/text.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Form, FormFoot, SubmitButton } from '#web/ui/Form.tsx'
import { TextArea } from '#web/ui/TextField.tsx'
import { reportMessage } from '../moderation/contract.ts'
import { messagingTexts } from '../texts.tsx'

export function ReportDialog({ messageId, onClose }: { messageId: string; onClose(): void }) {
  const text = useText(messagingTexts)
  const report = useAction(reportMessage, { done: text('messaging.reported'), onDone: onClose })
  return (
    <Dialog isOpen onClose={onClose} title={text('messaging.report-title')}>
      <p>{text('messaging.report-text')}</p>
      <Form action={report} fixed={{ messageId }} draft={`report-${messageId}`}>
        <TextArea name="reason" label={text('messaging.report-reason')} rows={3} maxLength={500} />
        <FormFoot>
          <SubmitButton>{text('messaging.report')}</SubmitButton>
        </FormFoot>
      </Form>
    </Dialog>
  )
}
