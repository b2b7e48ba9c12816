/** Which states a file has, what a media type is called and shown as, what a name may hold. Runs in both. */
import { machine } from '#kernel/machine.ts'

/** Seen here so that both sides may name them; `FileKind` of the kernel is the same list. */
export type Kind = 'document' | 'image' | 'audio' | 'video' | 'archive' | 'other'

export const fileStates = machine({
  name: 'file',
  states: ['uploading', 'scanning', 'ready', 'quarantined', 'deleted'],
  initial: 'uploading',
  moves: {
    examine: { from: ['uploading'], to: 'scanning', by: ['owner', 'system'] },
    resume: { from: ['scanning'], to: 'uploading', by: ['system'] },
    accept: { from: ['scanning'], to: 'ready', by: ['system'] },
    hold: { from: ['scanning'], to: 'quarantined', by: ['system'] },
    release: { from: ['quarantined'], to: 'ready', by: ['system'] },
    refuse: { from: ['scanning', 'quarantined'], to: 'deleted', by: ['system'] },
    remove: {
      from: ['uploading', 'ready', 'quarantined'],
      to: 'deleted',
      by: ['owner', 'system'],
    },
  },
})

/** Media type → its kind and the endings that people know it by, the usual one first. */
const types: Record<string, readonly [Kind, ...string[]]> = {
  'application/pdf': ['document', 'pdf'],
  'application/msword': ['document', 'doc'],
  'application/vnd.ms-excel': ['document', 'xls'],
  'application/vnd.ms-powerpoint': ['document', 'ppt'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['document', 'docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['document', 'xlsx'],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['document', 'pptx'],
  'application/vnd.oasis.opendocument.text': ['document', 'odt'],
  'application/vnd.oasis.opendocument.spreadsheet': ['document', 'ods'],
  'application/vnd.oasis.opendocument.presentation': ['document', 'odp'],
  'application/epub+zip': ['document', 'epub'],
  'application/rtf': ['document', 'rtf'],
  'text/plain': ['document', 'txt', 'text', 'log'],
  'text/markdown': ['document', 'md', 'markdown'],
  'text/csv': ['document', 'csv'],
  'image/jpeg': ['image', 'jpg', 'jpeg', 'jpe', 'jfif'],
  'image/png': ['image', 'png'],
  'image/gif': ['image', 'gif'],
  'image/webp': ['image', 'webp'],
  'image/avif': ['image', 'avif'],
  'image/tiff': ['image', 'tif', 'tiff'],
  'audio/mpeg': ['audio', 'mp3'],
  'audio/wav': ['audio', 'wav'],
  'audio/ogg': ['audio', 'ogg', 'oga', 'opus'],
  'audio/x-m4a': ['audio', 'm4a'],
  'audio/x-flac': ['audio', 'flac'],
  'video/mp4': ['video', 'mp4', 'm4v'],
  'video/webm': ['video', 'webm'],
  'video/quicktime': ['video', 'mov'],
  'video/x-msvideo': ['video', 'avi'],
  'application/zip': ['archive', 'zip'],
  'application/x-rar-compressed': ['archive', 'rar'],
  'application/x-7z-compressed': ['archive', '7z'],
  'application/gzip': ['archive', 'gz', 'tgz'],
}

export const kindOf = (type: string): Kind => types[type]?.[0] ?? 'other'

/** The types of a kind, for a field that lets people choose a file. */
export const typesOf = (kinds: readonly string[]): string[] =>
  Object.keys(types).filter((it) => kinds.includes(kindOf(it)))

/** What a browser shows without running anything; all else is only ever kept as a file. */
const shown = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/avif'])
export const isShown = (type: string): boolean =>
  shown.has(type) || kindOf(type) === 'audio' || kindOf(type) === 'video'

const LONGEST_NAME = 200
/** What draws nothing, or draws the rest of the name backwards. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu

/** The last part of what was sent, with nothing that a disk or a reader would misread. */
export function tidyName(sent: string): string {
  const last = sent.normalize('NFC').replaceAll(UNSEEN, '').split(/[/\\]/).at(-1)!
  const name = last.replaceAll(/[<>:"|?*]/g, '_').replace(/^[.\s]+|[.\s]+$/g, '')
  const [, stem = '', ending = ''] = /^(.*?)(\.[A-Za-z0-9]{1,10})?$/su.exec(name)!
  return `${[...stem].slice(0, LONGEST_NAME).join('')}${ending}` || 'file'
}

/** A name ends as its content is, whatever it claimed to be. */
export function nameFor(name: string, type: string): string {
  const endings = types[type]?.slice(1) ?? []
  const ending = /\.([A-Za-z0-9]{1,10})$/.exec(name)?.[1]?.toLowerCase() ?? ''
  if (endings.length === 0) return kindOf(type) === 'other' && ending ? `${name}.bin` : name
  return endings.includes(ending) ? name : `${name}.${endings[0]}`
}
