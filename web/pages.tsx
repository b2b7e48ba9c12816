/** What a part adds to the browser application. */
import { type ComponentType, createContext, use, useContext } from 'react'
import type { Call } from './http.tsx'
import { type TextSource, useTexts } from './text.tsx'

/** `workspace` pages live under /app/{slug}, `account` pages under /account, `guest` pages where they say. */
export type Area = 'workspace' | 'account' | 'guest'
export type Icon = ComponentType<{
  size?: number | string
  stroke?: number | string
  className?: string
}>

export type MenuEntry = {
  to: `/${string}`
  /** A key of the part's catalogue. */
  text: string
  icon: Icon
  /** The permission the entry needs; everybody when absent. */
  may?: string
  /** Other addresses that belong to it: it is the current entry there too. */
  covers?: readonly `/${string}`[]
  /** A number beside the words, such as what waits; it shows nothing when there is none. */
  Badge?: ComponentType
  /** A key: entries with the same group stand together under its words. */
  group?: string
}
/** One page of the workspace's settings; the pages of all parts stand in one list. */
export type SettingsEntry = MenuEntry & {
  /** A key: one sentence that says what is settled there. */
  hint: string
  /** Stands at the end of the list: what ends things. */
  isLast?: boolean
}
export type PageEntry = {
  load(): Promise<Readonly<Record<string, ComponentType>>>
  /** What its component is called there. */
  name: string
  /** The words of components from other folders; those of the part's own come from `texts`. */
  texts: readonly TextSource[]
}
/** One thing the palette offers: a record that a search found, or something to do. */
export type Finding = { to: `/${string}`; title: string; hint?: string; icon?: Icon }

export type PartPages = {
  part: string
  area?: Area
  /** Only while the workspace has this module on; parts of the core leave it out. */
  module?: string
  menu?: readonly MenuEntry[]
  /** Addresses below the area's, parameters as `$id`: `'/exchange/offers/$id': page(…)`. */
  pages: Readonly<Record<`/${string}`, PageEntry>>
  /** Pages of this part among the settings of the workspace: see web/ui/Settings.tsx. */
  settings?: readonly SettingsEntry[]
  /** Stands above every page of the area, for who has the permission; it shows nothing most of the time. */
  banner?: { may: string; Component: ComponentType }
  /** Beside the person in the head of every page of the area, small, after the page itself: what is new for them. */
  corner?: { may: string; Component: ComponentType }
  /** What the palette can start besides pages: `{ to: '/exchange/offers/new', text: 'exchange.new-offer', … }`. */
  actions?: readonly MenuEntry[]
  /** What the permissions of this part allow, in phrases that follow «may»: «inviter des personnes». Keys. */
  abilities?: { title: string; of: Readonly<Record<string, string>> }
  /** The roles of this part's own: their name, and a sentence that says what for. Keys. */
  roles?: Readonly<Record<string, { text: string; hint: string }>>
  /** The words of these pages, fetched together with the page: see `useText`. */
  texts?: TextSource
  /** What the frame says of this part (menu, settings, actions, roles), fetched with it: keep it small. */
  words?: TextSource
  /** Records for the palette. */
  search?(query: string, call: Call): Promise<readonly Finding[]>
}

/** `export default definePages({ … })`; a part with pages in several areas gives one object for each. */
export const definePages = (...areas: PartPages[]): readonly PartPages[] => areas

/**
 * A page in a chunk of its own: `page(() => import('./exchange/ExchangePage.tsx'), 'ExchangePage')`. After it, the words
 * that its components bring from other folders, fetched at the same time (tests/words.test.tsx names what is missing).
 */
export function page<Name extends string>(
  load: () => Promise<Record<Name, ComponentType>>,
  name: Name,
  ...texts: TextSource[]
): PageEntry {
  return { load, name, texts }
}

/** Whether a part's pages stand in a workspace that has these modules on. */
export const isOn = (
  { module, area = 'workspace' }: PartPages,
  open: { modules: readonly string[] },
) => area === 'workspace' && (module === undefined || open.modules.includes(module))

/** Filled by the frame: what the modules of this workspace offer this person. */
export const MenuContext = createContext<readonly MenuEntry[]>([])

/** The menu entries of the workspace's modules that this person may open; the core's own are not among them. */
export const useMenu = () => useContext(MenuContext)

/** Filled by the frame: the pages of settings that this person may open. */
export const SettingsContext = createContext<readonly SettingsEntry[]>([])

/** The workspace's settings as one list, in the order of the parts; what ends things comes last. */
export const useSettings = () => useContext(SettingsContext)

export type RoleWords = Pick<PartPages, 'abilities' | 'roles' | 'words'>

/** Filled by the frame: the words of roles and permissions of the parts that are on. */
export const RolesContext = createContext<readonly RoleWords[]>([])

export const useRoleWords = () => useContext(RolesContext)

/** The same where no frame has fetched the words of all parts: in the account area. Suspends until they are there. */
export function usePartWords(): readonly RoleWords[] {
  const texts = useTexts()
  const parts = useRoleWords()
  for (const { words } of parts) if (words) use(texts.add(words))
  return parts
}
