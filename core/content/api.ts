/** What other parts, and the server itself, may ask of content. */
export { acceptedVersion } from './legal/acceptances.ts'
export { feedXml, siteMapXml } from './site/feeds.ts'
export { languageFor } from './site/frame.ts'
export type { Say, Standing } from './site/layout.ts'
export { styleOf } from './site/style.ts'
export { addressMarkup, bareMarkup, type Outcome } from './site/writing.ts'
