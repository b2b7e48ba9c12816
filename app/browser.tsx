/** The browser application, put together: the shell knows no endpoint, so here it learns how to ask. */
import { createRoot } from 'react-dom/client'
import { changeProfile, logOut } from '#core/identity/contract.ts'
import { readPictures } from '#core/workspaces/pictures/contract.ts'
import { readSession, readSetup, readWorkspace } from '#core/workspaces/contract.ts'
import { NotSignedIn } from '#kernel/contract.ts'
import { type Locale, locales } from '#kernel/text.ts'
import { createQueries } from '#web/api.tsx'
import { overHttp } from '#web/http.tsx'
import { show } from '#web/show.tsx'
import { forgetSnapshots, orSnapshot } from '#web/snapshot.tsx'
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
      orSnapshot('session', () =>
        call(readSession).catch((error: unknown) => {
          if (NotSignedIn.is(error)) return null
          throw error
        }),
      ),
    workspace: (slug) =>
      orSnapshot(`workspace.${slug}`, () => overHttp({ locale, slug })(readWorkspace)),
    pictures: async (slug, ids) => {
      const { pictures } = await overHttp({ locale, slug })(readPictures, { of: [...ids] })
      return new Map(pictures.map((it) => [it.memberId, it.picture]))
    },
    logOut: async () => {
      await call(logOut)
      forgetSnapshots()
    },
    saveLocale: async (chosen) => isLocale(chosen) && call(changeProfile, { locale: chosen }),
    firstStep: '/account/workspaces/new',
    guestStart: async () => ((await call(readSetup)).empty ? '/welcome' : '/login'),
  },
})
