/** The words of places: sites, the equipment that hangs there, its label, and what a passer-by tells of it. */
import * as z from 'zod/mini'
import { endpoint, KeyReused, problem } from '#kernel/contract.ts'
import { pageOf, paging } from '#kernel/paging.ts'
import { HOUR, Instant } from '#kernel/time.ts'

const Said = (max: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(max))
const Words = (max: number) => z.string().check(z.trim(), z.maxLength(max))

/** Equipment still hangs there: the site is not put away. */
export const SiteInUse = problem('sites/in-use', 409)
export const NoSuchSite = problem('sites/no-such-site', 422)

// ── sites ───────────────────────────────────────────────────────────────────────────────────────

export const Site = z.object({
  id: z.uuid(),
  name: z.string(),
  location: z.string(),
  note: z.string(),
  isArchived: z.boolean(),
  equipment: z.int(),
})
export type Site = z.output<typeof Site>

const siteWords = {
  name: Said(200),
  location: z._default(Words(400), ''),
  note: z._default(Words(5000), ''),
}
const OneSite = z.object({ siteId: z.uuid() })
const Search = z.string().check(z.trim(), z.maxLength(100))

export const listSites = endpoint('GET /sites', {
  may: 'sites.read',
  input: z.object({
    search: z.optional(Search),
    isArchived: z._default(z.boolean(), false),
    ...paging,
  }),
  reply: pageOf(Site),
})
export const readSite = endpoint('GET /sites/{siteId}', {
  may: 'sites.read',
  input: OneSite,
  reply: Site,
})
export const createSite = endpoint('POST /sites', {
  may: 'sites.manage',
  input: z.object({ id: z.optional(z.uuid()), ...siteWords }),
  reply: Site,
  status: 201,
  problems: [KeyReused],
})
export const changeSite = endpoint('PUT /sites/{siteId}', {
  may: 'sites.manage',
  input: z.object({ siteId: z.uuid(), ...siteWords }),
  reply: Site,
  problems: [],
})
export const archiveSite = endpoint('POST /sites/{siteId}/archive', {
  may: 'sites.manage',
  input: z.object({ siteId: z.uuid(), isArchived: z._default(z.boolean(), true) }),
  reply: Site,
  problems: [SiteInUse],
})

// ── equipment ───────────────────────────────────────────────────────────────────────────────────

export const Equipment = z.object({
  id: z.uuid(),
  site: z.object({ id: z.uuid(), name: z.string() }),
  name: z.string(),
  kind: z.string(),
  maker: z.string(),
  model: z.string(),
  serial: z.string(),
  place: z.string(),
  note: z.string(),
  isArchived: z.boolean(),
})
export type Equipment = z.output<typeof Equipment>

const equipmentWords = {
  siteId: z.uuid(),
  name: Said(200),
  kind: z._default(Words(80), ''),
  maker: z._default(Words(80), ''),
  model: z._default(Words(80), ''),
  serial: z._default(Words(120), ''),
  place: z._default(Words(200), ''),
  note: z._default(Words(5000), ''),
}
const OneEquipment = z.object({ equipmentId: z.uuid() })
/** Where on a label the picture leads to; 128 bits, nothing in it can be guessed or changed. */
const Code = z.string().check(z.regex(/^[\w-]{22}$/))

export const listEquipment = endpoint('GET /sites/equipment', {
  may: 'sites.read',
  input: z.object({
    search: z.optional(Search),
    siteId: z.optional(z.uuid()),
    isArchived: z._default(z.boolean(), false),
    ...paging,
  }),
  reply: pageOf(Equipment),
})
export const readEquipment = endpoint('GET /sites/equipment/{equipmentId}', {
  may: 'sites.read',
  input: OneEquipment,
  reply: z.object({ ...Equipment.shape, mayManage: z.boolean(), createdAt: Instant }),
})
export const createEquipment = endpoint('POST /sites/equipment', {
  may: 'sites.manage',
  input: z.object({ id: z.optional(z.uuid()), ...equipmentWords }),
  reply: Equipment,
  status: 201,
  problems: [KeyReused, NoSuchSite],
})
export const changeEquipment = endpoint('PUT /sites/equipment/{equipmentId}', {
  may: 'sites.manage',
  input: z.object({ equipmentId: z.uuid(), ...equipmentWords }),
  reply: Equipment,
  problems: [NoSuchSite],
})
export const archiveEquipment = endpoint('POST /sites/equipment/{equipmentId}/archive', {
  may: 'sites.manage',
  input: z.object({ equipmentId: z.uuid(), isArchived: z._default(z.boolean(), true) }),
  reply: Equipment,
  problems: [],
})

// ── its label ───────────────────────────────────────────────────────────────────────────────────

/** What is printed: who has the code may tell a fault, so it is given to who hangs labels. */
export const readLabel = endpoint('GET /sites/equipment/{equipmentId}/label', {
  may: 'sites.manage',
  input: OneEquipment,
  reply: z.object({ code: z.string(), ...Equipment.shape }),
})
/** The label that hangs there is worth nothing from now on. */
export const renewLabel = endpoint('POST /sites/equipment/{equipmentId}/label', {
  may: 'sites.manage',
  input: OneEquipment,
  reply: z.object({ done: z.literal(true) }),
  problems: [],
})
/** For whoever points a camera at it, with or without an account. */
export const scanLabel = endpoint('GET /sites/labels/{code}', {
  may: 'anyone',
  input: z.object({ code: Code }),
  reply: z.object({
    workspace: z.string(),
    site: z.string(),
    name: z.string(),
    kind: z.string(),
    serial: z.string(),
  }),
  rate: { max: 300, windowMs: HOUR },
})
/** For members: which equipment it is. */
export const findByLabel = endpoint('GET /sites/labels/{code}/equipment', {
  may: 'sites.read',
  input: z.object({ code: Code }),
  reply: z.object({ equipmentId: z.uuid() }),
})
/** What does not work, in the words of who stands there. */
export const reportFault = endpoint('POST /sites/labels/{code}/faults', {
  may: 'anyone',
  input: z.object({
    code: Code,
    words: z.string().check(z.trim(), z.minLength(5), z.maxLength(2000)),
    contact: z._default(Words(200), ''),
  }),
  reply: z.object({ done: z.literal(true) }),
  status: 201,
  rate: { max: 5, windowMs: HOUR },
  problems: [],
})
