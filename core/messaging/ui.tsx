/** What other parts show of messaging. */
export { Thread } from './thread/Thread.tsx'
export { messagingTexts } from './texts.tsx'
