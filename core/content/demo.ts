/** The public site of a school, told through the endpoints: starter pages completed, news over the months, questions. */
import type * as z from 'zod/mini'
import type { Endpoint, Shape } from '#kernel/contract.ts'
import { DAY } from '#kernel/time.ts'
import { createFaqCategory, createFaqEntry } from './faq/contract.ts'
import { acceptLegalText } from './legal/contract.ts'
import { createPage, listPages, publishPage, readDraft, saveDraft } from './pages/contract.ts'
import { addStarterPages, changeSite } from './site/contract.ts'
import { about, news, type ToldPage } from './story/pages.ts'
import { sections } from './story/questions.ts'

type Person = {
  call<In extends Shape, Out extends Shape>(
    endpoint: Endpoint<In, Out>,
    input?: z.input<In>,
  ): Promise<z.output<Out>>
}

const spoken = ['fr', 'nl'] as const
const site = {
  isOn: true,
  languages: [...spoken],
  taglines: {
    fr: 'Une école où l’on s’entraide, à Evere.',
    nl: 'Een school waar men elkaar helpt, in Evere.',
    en: '',
  },
  menu: [] as string[],
  homeId: null as string | null,
  hasContact: true,
}
/** What the starter texts leave to be said, as this school says it. */
const known: readonly [RegExp, string][] = [
  [/\[(Dites qui|Zeg wie)[^\]]*\]/, 'contact@tilleul.exemple.test'],
  [/\[forme juridique\]/, 'école communale'],
  [/\[rechtsvorm\]/, 'gemeenteschool'],
  [/\[(adresse complète|volledig adres)\]/g, '12, place du Tilleul, 1140 Evere'],
  [/\[(BCE ou SIREN|KBO)\]/g, '0200.000.000'],
  [/\[(adresse|adres)\]/g, 'contact@tilleul.exemple.test'],
  [/\[(numéro|nummer)\]/g, '02 000 00 00'],
  [/\[(prénom et nom|voornaam en naam)\]/g, 'Claire Vandamme'],
  [/\[(Nom, adresse|Naam, adres)[^\]]*\]/g, 'Nuage du Quartier, 3, rue du Serveur, 1000 Bruxelles'],
  [/\[durée\]/, 'deux ans'],
  [/\[termijn\]/, 'twee jaar'],
]

export async function demo({ founder }: { founder: Person }): Promise<void> {
  await founder.call(changeSite, site)
  await founder.call(addStarterPages)
  const { items } = await founder.call(listPages, { limit: 10 })
  for (const { id: pageId, type, texts } of items) {
    for (const { language } of texts) {
      const draft = await founder.call(readDraft, { pageId, language })
      const { revision, title, slug } = draft
      const html = known.reduce((text, [gap, words]) => text.replace(gap, words), draft.html)
      await founder.call(saveDraft, { pageId, language, revision, title, slug, html })
    }
    const mustAccept = type === 'legal' && isPrivacy(texts)
    await founder.call(publishPage, { pageId, mustAccept })
    if (mustAccept) await founder.call(acceptLegalText, { pageId, number: 1 })
  }
  const homeId = items.find((it) => it.type === 'landing')!.id
  const aboutId = await tell(founder, about)
  for (const it of news) await tell(founder, it)
  await founder.call(changeSite, { ...site, homeId, menu: [aboutId] })
  for (const { fr, nl, entries } of sections) {
    const { id: categoryId } = await founder.call(createFaqCategory, { names: { fr, nl } })
    for (const texts of entries)
      await founder.call(createFaqEntry, { categoryId, texts: { ...texts, en: undefined } })
  }
}

const isPrivacy = (texts: readonly { title: string }[]) =>
  texts.some((it) => it.title === 'Vie privée')

/** The story begins long ago: what is scheduled then has been published by today. */
async function tell(founder: Person, { type, daysAgo, ...texts }: ToldPage): Promise<string> {
  const { id: pageId } = await founder.call(createPage, {
    ...{ type, language: 'fr', title: texts.fr.title },
  })
  for (const language of spoken)
    await founder.call(saveDraft, {
      pageId,
      language,
      revision: language === 'fr' ? 1 : 0,
      ...texts[language],
    })
  const at = daysAgo === undefined ? {} : { at: new Date(Date.now() - daysAgo * DAY).toISOString() }
  await founder.call(publishPage, { pageId, ...at })
  return pageId
}
