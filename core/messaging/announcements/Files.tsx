/** What hangs on an announcement: opened through a link made for who presses. */
import { IconPaperclip } from '@tabler/icons-react'
import { useCall } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { useState } from 'react'
import type { AnnouncementFile } from './contract.ts'
import { linkAnnouncementFile } from './contract.ts'
import { announcementsTexts } from './texts.tsx'

type FilesProps = { announcementId: string; files: readonly AnnouncementFile[] }

export function Files({ announcementId, files }: FilesProps) {
  const text = useText(announcementsTexts)
  const format = useFormat()
  const call = useCall()
  const [opening, open] = useState<string>()
  const show = async (fileId: string) => {
    open(fileId)
    // Opened before the answer: a window that comes later is taken for an advertisement.
    const page = window.open('', '_blank')
    try {
      const { url } = await call(linkAnnouncementFile, { announcementId, fileId })
      if (page) page.location = url
      else window.location.assign(url)
    } catch (error) {
      page?.close()
      throw error
    } finally {
      open(undefined)
    }
  }
  if (files.length === 0) return null
  return (
    <div className="announced-files" role="group" aria-label={text('announcements.files')}>
      {files.map(({ id, name, bytes }) => (
        <Button
          key={id}
          small
          icon={IconPaperclip}
          pending={opening === id}
          aria-label={text('announcements.open-file', { name })}
          onClick={() => void show(id)}
        >
          {name} · {format.size(bytes)}
        </Button>
      ))}
    </div>
  )
}
