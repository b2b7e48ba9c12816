/** The browser application, put together: the shell knows no endpoint, so here it learns how to ask. */
import { createRoot } from 'react-dom/client'
import { changeProfile, logOut } from '#core/identity/contract.ts'
import { readSession, readSetup, readWorkspace } from '#core/workspaces/contract.ts'
import { NotSignedIn } from '#kernel/contract.ts'
import { type Locale, locales } from '#kernel/text.ts'
import { createQueries } from '#web/api.tsx'
import { overHttp } from '#web/http.tsx'
import { show } from '#web/show.tsx'
import { detectLocale, Texts } from '#web/text.tsx'
import '#web/ui/look.css'
import { parts } from './parts.tsx'

const texts = new Texts(detectLocale())
const locale = () => texts.locale
const call = overHttp({ locale })
const isLocale = (it: string): it is Locale => locales.some((known) => known === it)

await show(createRoot(document.getElementById('app')!), {
  parts,
  texts,
  queries: createQueries(),
  doors: {
    session: () =>
      call(readSession).catch((error: unknown) => {
        if (NotSignedIn.is(error)) return null
        throw error
      }),
    workspace: (slug) => overHttp({ locale, slug })(readWorkspace),
    logOut: () => call(logOut),
    saveLocale: async (chosen) => isLocale(chosen) && call(changeProfile, { locale: chosen }),
    firstStep: '/account/workspaces/new',
    guestStart: async () => ((await call(readSetup)).empty ? '/welcome' : '/login'),
  },
})
