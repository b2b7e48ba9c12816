import { definePages } from '#web/pages.tsx'
import { frameTexts } from './frame/texts.tsx'
import { filesTexts } from './texts.tsx'

/** Files have no page of their own: parts show their fields where they use them. */
export default definePages({
  part: 'files',
  abilities: {
    title: 'files.abilities',
    of: { 'files.upload': 'files.may-upload', 'files.read': 'files.may-read' },
  },
  pages: {},
  texts: filesTexts,
  words: frameTexts,
})
