/** What pages say of other providers: loaded after what everybody needs, each waiting in its own place. */
import { later } from '#web/later.tsx'

export const ProviderButtons = later(() =>
  import('./ProviderButtons.tsx').then((it) => it.ProviderButtons),
)
export const ProviderNews = later(() => import('./ProviderNews.tsx').then((it) => it.ProviderNews))
export const LinkedAccountsPanel = later(() =>
  import('./LinkedAccountsPanel.tsx').then((it) => it.LinkedAccountsPanel),
)
