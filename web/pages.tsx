/** What a part adds to the browser application. */
import {
  type ComponentType,
  createContext,
  type LazyExoticComponent,
  lazy,
  useContext,
} from 'react'
import type { Call } from './http.tsx'
import type { TextSource } from './text.tsx'

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
  /** A key: entries with the same group stand together under its words. */
  group?: string
}
export type PageEntry = {
  Component: LazyExoticComponent<ComponentType>
  load(): Promise<unknown>
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
  /** What the palette can start besides pages: `{ to: '/exchange/offers/new', text: 'exchange.new-offer', … }`. */
  actions?: readonly MenuEntry[]
  texts: TextSource
  /** Records for the palette. */
  search?(query: string, call: Call): Promise<readonly Finding[]>
}

/** `export default definePages({ … })`; a part with pages in several areas gives one object for each. */
export const definePages = (...areas: PartPages[]): readonly PartPages[] => areas

/** A page in a chunk of its own: `page(() => import('./exchange/ExchangePage.tsx'), 'ExchangePage')`. */
export function page<Name extends string>(
  load: () => Promise<Record<Name, ComponentType>>,
  name: Name,
): PageEntry {
  return { Component: lazy(async () => ({ default: (await load())[name] })), load }
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
