/** Files of a message: pictures are seen at once, everything else is opened. */
import { IconFile, IconFileMusic, IconFileZip, IconMovie, IconPhoto } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useAction } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useProblemText } from '#web/problems.tsx'
import { useText } from '#web/text.tsx'
import { linkAttachment, type MessageFile } from '../messages/contract.ts'
import { messagingTexts } from '../texts.tsx'

const marks: Record<string, typeof IconFile> = {
  image: IconPhoto,
  audio: IconFileMusic,
  video: IconMovie,
  archive: IconFileZip,
}
type OfMessage = { messageId: string; files: readonly MessageFile[] }

export function Attachments({ messageId, files }: OfMessage) {
  return (
    <ul className="bubble-files">
      {files.map((it) => (
        <li key={it.id}>
          <Attachment messageId={messageId} file={it} />
        </li>
      ))}
    </ul>
  )
}

function Attachment({ messageId, file }: { messageId: string; file: MessageFile }) {
  const text = useText(messagingTexts)
  const format = useFormat()
  const [picture, see] = useState<string>()
  const [isBroken, breaks] = useState(false)
  const link = useAction(linkAttachment)
  const problem = useProblemText(link.problem)
  const { id: fileId, name, kind, bytes } = file
  const Mark = marks[kind] ?? IconFile
  const open = async () => {
    // Opened while the press is still fresh: a window that comes later is held back by browsers.
    const tab = window.open('', '_blank')
    const answer = await link.run({ messageId, fileId })
    if (answer && tab) tab.location.href = answer.url
    else tab?.close()
  }
  const look = async () => {
    const answer = await link.run({ messageId, fileId, variant: 'medium' })
    if (answer) see(answer.url)
  }
  return (
    <>
      {kind === 'image' && !isBroken && (
        <button
          type="button"
          className="bubble-picture"
          aria-label={text('messaging.open-file', { name })}
          onClick={open}
        >
          {picture ? (
            <img src={picture} alt={name} onError={() => breaks(true)} />
          ) : (
            <Seen onSeen={look} />
          )}
        </button>
      )}
      {(kind !== 'image' || isBroken) && (
        <button
          type="button"
          className="bubble-file"
          aria-label={text('messaging.open-file', { name })}
          onClick={open}
        >
          <Mark size={20} stroke={1.6} />
          <span>{name}</span>
          <span className="hint">{format.size(bytes)}</span>
        </button>
      )}
      {problem && <p className="hint">{problem}</p>}
    </>
  )
}

/** A picture is fetched when somebody comes near it, not with each page of messages. */
function Seen({ onSeen }: { onSeen(): void }) {
  const box = useRef<HTMLSpanElement>(null)
  const latest = useRef(onSeen)
  useEffect(() => {
    if (typeof IntersectionObserver === 'undefined') return
    const watcher = new IntersectionObserver((entries) => {
      if (!entries.some((it) => it.isIntersecting)) return
      watcher.disconnect()
      latest.current()
    })
    watcher.observe(box.current!)
    return () => watcher.disconnect()
  }, [])
  return <span ref={box} className="bone" />
}
