/** Every page of every part, with the demonstration in it: a page that nobody names here is found all the same. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { parts } from '#app/parts.tsx'
import { DEMO_PASSWORD } from '#app/demo.ts'
import { catalogues } from '#app/texts.ts'
import { heading, openHouse, type Visit, words } from './browser.ts'
import { judgeEverywhere } from './judge.ts'

const LONG_MS = 900_000
const NOTHING = 'a'.repeat(30)
const API = '/api/w/tilleul'

const folder = mkdtempSync(join(tmpdir(), 'socle-screens-'))
const told = spawnSync(process.execPath, ['app/cli.ts', 'demo'], {
  env: { ...process.env, NODE_ENV: 'test', SOCLE_DATA: folder, SOCLE_LOG: 'error' },
  encoding: 'utf8',
})
if (told.status !== 0) throw new Error(told.stderr)
const house = await openHouse({ env: { SOCLE_DATA: folder } })

/** A module that is told in a workspace of its own; everything else is told in the school. */
const homes: Record<string, string> = { maintenance: 'soleil' }

const all = parts.flatMap(({ area = 'workspace', module, pages }) =>
  Object.keys(pages).map((path) => ({ area, module, path })),
)

const homeOf = (path: string) =>
  homes[all.find((it) => it.path === path)?.module ?? ''] ?? 'tilleul'

const names = ['id', 'memberId', 'transferId', 'conversationId']
/** The first of a list stands for the others. */
async function first(page: Visit['page'], list: string, home: string): Promise<string> {
  const answer = await page.request.get(list.startsWith('/api/') ? list : `/api/w/${home}${list}`)
  const { items } = (await answer.json()) as { items: Record<string, string>[] }
  const id = names.map((it) => items[0]?.[it]).find((it) => it)
  if (!id) throw new Error(`the demonstration has nothing in ${list}`)
  return id
}

/** What stands behind `$id`: the beginning of an address → where its list is. */
const lists: Record<string, string> = {
  '/exchange/offers': '/exchange/offers?limit=1',
  '/site/pages': '/pages?limit=1',
  '/legal': '/pages?limit=1&type=legal',
  '/reading/pages': '/pages?limit=1&type=blog',
  '/reading/questions': '/faq/answers?text=heure',
  '/exchange/needs': '/needs?limit=1',
  '/tickets': '/tickets?limit=1',
  '/exchange/transfers': '/exchange/overview/transfers?limit=1',
  '/exchange/members': '/membership/members?limit=1',
  '/exchange/disputes': '/disputes?limit=1',
  '/announcements/written': '/announcements/written?limit=1&state=draft',
  '/announcements': '/announcements?limit=1&view=waiting',
  '/visitors': '/visitors/queue?limit=1',
  '/contact/tilleul': '/visitors/conversations?limit=1',
  '/installation/mails': '/api/installation/mails?limit=1',
  '/procedures': '/procedures?limit=1',
  '/procedures/$id/edit': '/procedures?limit=1&view=work',
  '/tips': '/tips?limit=1',
  '/field': '/executions?limit=1',
  '/executions': '/executions?limit=1',
  '/followups': '/followups?limit=1',
  '/sites': '/sites?limit=1',
  '/equipment': '/sites/equipment?limit=1',
  '/reports': '/reports?limit=1',
  '/advice': '/advice/analyses?limit=1',
}

/** What is shown to its own people only: who looks, and where the list is. */
const ana = 'ana.peeters@exemple.test'
const bob = 'bob.lambert@exemple.test'
const owned: Record<string, { by: string; list: string }> = {
  '/messages/$id': { by: ana, list: '/conversations?limit=1' },
  '/help/$id': { by: ana, list: '/help?limit=1' },
  '/exchange/groups/$id': { by: bob, list: '/groups?limit=1' },
  '/exchange/groups/$id/edit': { by: bob, list: '/groups?limit=1' },
  '/exchange/offers/$id/edit': { by: ana, list: '/exchange/offers?limit=1&mine=true' },
  '/exchange/needs/$id/edit': { by: ana, list: '/needs?limit=1&mine=true' },
}

async function filled(page: Visit['page'], path: string): Promise<string> {
  if (!path.includes('$')) return path
  const known = path.replace('$slug', homeOf(path))
  if (!known.includes('$')) return `${known}?token=${NOTHING}`
  const list = owned[path]?.list ?? lists[path] ?? lists[known.split('/$')[0]!]
  if (!list) throw new Error(`say in screens.e2e.ts what stands behind ${path}`)
  return known.replace('$id', await first(page, list, homeOf(path)))
}

/** Somebody from outside has written, and has proved their address in this browser. */
async function writeFromOutside({ page }: Visit) {
  const data = { name: 'Rita Somers', email: 'rita@exemple.test', body: 'Une place en M1 ?' }
  await page.request.post(`${API}/visitors/conversations`, { data })
  const code = async () => {
    const answer = await page.request.get('/dev/mails', { headers: { accept: 'application/json' } })
    const { items } = (await answer.json()) as { items: { to: string; text: string }[] }
    return items.find((it) => it.to === data.email)?.text.match(/\b\d{6}\b/)?.[0]
  }
  await expect.poll(code, { timeout: 15_000 }).toBeTruthy()
  const proof = { email: data.email, code: await code() }
  const answer = await page.request.post(`${API}/visitors/sessions`, { data: proof })
  expect(answer.status()).toBe(201)
}

async function logIn({ page }: Visit, email: string) {
  const data = { email, password: DEMO_PASSWORD }
  const answer = await page.request.post('/api/auth/login', { data })
  expect(answer.status()).toBe(200)
}

type Looking = { paths: readonly string[]; arrive?(visit: Visit): Promise<void>; below: string }

async function lookAt({ paths, arrive, below }: Looking) {
  const visit = await house.visit()
  const { page } = visit
  await arrive?.(visit)
  for (const path of paths) {
    const at = below + (await filled(page, path))
    await page.goto(at)
    expect.soft(await titleOf(page), `${at} shows a page of its own`).toBe('')
    await judgeEverywhere(page, at)
    expect.soft(await bareKeys(page), `what ${at} does not put into words`).toEqual([])
    expect.soft(visit.faults.splice(0), `what ${at} does behind one's back`).toEqual([])
  }
}

const say = words('fr')
const faults = ['not-found', 'closed', 'failed', 'updated'].map((it) => say(`page.${it}`))

/** What is wrong with a page's title: it stands in for the page, or the browser's tab says another. */
async function titleOf(page: Visit['page']): Promise<string> {
  let title = ''
  // Together: a page may still learn that there is nothing for this person.
  const isSettled = async () => {
    title = await heading(page)
      .first()
      .innerText()
      .catch(() => '')
    return title !== '' && (await page.title()).includes(title)
  }
  for (const end = Date.now() + 15_000; !(await isSettled()); await page.waitForTimeout(100))
    if (Date.now() > end) return `«${title}», and «${await page.title()}» in the tab`
  return faults.includes(title) ? `«${title}» instead of the page` : ''
}

const keys = new Set(Object.values(catalogues).flatMap((it) => Object.keys(it.fr)))
/** A sentence whose catalogue nobody fetched is its key. */
async function bareKeys(page: Visit['page']): Promise<string[]> {
  const said = await page.locator('body').textContent()
  return (said?.match(/[a-z][\w/-]*(?:\.[\w-]+)+/g) ?? []).filter((it) => keys.has(it))
}

const pathsOf = (area: string, home = 'tilleul') =>
  all
    .filter((it) => it.area === area && (area !== 'workspace' || homeOf(it.path) === home))
    .map((it) => it.path)
const isOwned = (path: string) => path in owned
const asAdministrator = (visit: Visit) => logIn(visit, 'claire.vandamme@exemple.test')

test(
  'pages of a workspace',
  () =>
    lookAt({
      paths: pathsOf('workspace').filter((it) => !isOwned(it)),
      arrive: asAdministrator,
      below: '/app/tilleul',
    }),
  LONG_MS,
)
test.each(Object.values(homes))(
  'pages of a module in the workspace that is of its kind: %s',
  (home) =>
    lookAt({
      paths: pathsOf('workspace', home),
      arrive: asAdministrator,
      below: `/app/${home}`,
    }),
  LONG_MS,
)
test.each([ana, bob])(
  'pages about something of one’s own: %s',
  (person) =>
    lookAt({
      paths: pathsOf('workspace').filter((it) => owned[it]?.by === person),
      arrive: (visit) => logIn(visit, person),
      below: '/app/tilleul',
    }),
  LONG_MS,
)
test(
  'pages of an account',
  () => lookAt({ paths: pathsOf('account'), arrive: asAdministrator, below: '/account' }),
  LONG_MS,
)
test(
  'pages for guests',
  () => lookAt({ paths: pathsOf('guest'), arrive: writeFromOutside, below: '' }),
  LONG_MS,
)
