import { expect, test } from 'vitest'
import { everyPair } from '#tests/pairs.ts'
import { DAY } from '#kernel/time.ts'
import { village } from '#tests/village.ts'
import {
  type Domain,
  nameDomain,
  readDomain,
  removeDomain,
  resolver,
  type Resolver,
  verifyDomain,
} from './contract.ts'
import { workspaceAt } from './domains.ts'
import { domainLife, domainOf, judge } from './rules.ts'

/** What the DNS says of each name; `down` does not answer. */
async function withDns() {
  const here = await village()
  const records = new Map<string, string[] | 'down'>()
  const dns: Resolver = {
    txt: async (name) => {
      const found = records.get(name) ?? []
      if (found === 'down') throw new Error('SERVFAIL')
      return found
    },
  }
  here.clients.set(resolver.name, dns)
  const say = (domain: Domain, ...values: string[]) => records.set(domain.record.name, values)
  const home = (host: string) => here.app.readRegistry((db) => workspaceAt(db, host))
  async function aDay() {
    here.clock.advance(DAY)
    await here.app.jobs.schedules()
    await here.app.system(({ db }) =>
      db
        .updateTable('jobs')
        .set({ runAt: here.app.now() })
        .where('name', '=', 'domains/look-at-all')
        .where('schedule', 'is not', null)
        .execute(),
    )
    await here.settle()
  }
  return { ...here, records, say, home, aDay }
}

test('a domain is proved by its record, whatever else stands there, and leads to its workspace', async () => {
  const { ana, bob, say, home } = await withDns()
  await expect(bob.call(nameDomain, { domain: 'ecole.be' })).rejects.toThrow('forbidden')
  const domain = await ana.call(nameDomain, { domain: ' https://École.be/accueil ' })
  expect(domain).toMatchObject({ domain: 'xn--cole-9oa.be', state: 'pending' })
  expect(domain.record).toMatchObject({ name: '_socle-verify.xn--cole-9oa.be' })
  expect(await ana.call(verifyDomain)).toMatchObject({ state: 'pending', finding: 'absent' })
  say(domain, 'v=spf1 -all', 'socle-something-else')
  expect(await ana.call(verifyDomain)).toMatchObject({ state: 'pending', finding: 'wrong' })
  expect(await home('xn--cole-9oa.be')).toBeUndefined()
  say(domain, 'v=spf1 -all', ` ${domain.record.value}`)
  expect(await ana.call(verifyDomain)).toMatchObject({ state: 'verified', finding: 'right' })
  expect(await home('xn--cole-9oa.be:443')).toBe('tilleul')
  expect(await home('example.org')).toBeUndefined()
  await ana.call(removeDomain)
  expect(await home('xn--cole-9oa.be')).toBeUndefined()
  expect((await ana.call(readDomain)).domain).toBeNull()
})

test('a record that goes is told by mail, has seven days, and then the domain leads nowhere', async () => {
  const { ana, say, home, aDay, mails, records } = await withDns()
  const domain = await ana.call(nameDomain, { domain: 'ecole.be' })
  say(domain, domain.record.value)
  await ana.call(verifyDomain)
  records.set(domain.record.name, 'down')
  await aDay()
  expect((await ana.call(readDomain)).domain).toMatchObject({
    state: 'verified',
    finding: 'unreachable',
  })
  say(domain)
  await aDay()
  expect((await ana.call(readDomain)).domain).toMatchObject({ state: 'failing' })
  expect(mails.map((it) => it.subject)).toEqual([
    'La preuve du domaine ecole.be a disparu',
    'La preuve du domaine ecole.be a disparu',
  ])
  for (let day = 0; day < 6; day++) await aDay()
  expect(await home('ecole.be')).toBe('tilleul')
  await aDay()
  expect(await home('ecole.be')).toBeUndefined()
  expect(mails.at(-1)!.subject).toBe('ecole.be ne mène plus à École du Tilleul')
  say(domain, domain.record.value)
  await aDay()
  expect(await home('ecole.be')).toBe('tilleul')
})

test('two workspaces may name one domain; one of them proves it, also at the same moment', async () => {
  const one = await withDns()
  const two = await village({ slug: 'marronnier', in: one })
  for (const it of [one, two]) await it.ana.call(nameDomain, { domain: 'ecole.be' })
  const named = await Promise.all([one, two].map((it) => it.ana.call(readDomain)))
  const [first, second] = named.map((it) => it.domain!)
  expect(first!.record.value).not.toBe(second!.record.value)
  one.say(first!, first!.record.value, second!.record.value)
  const proofs = await Promise.allSettled([one, two].map((it) => it.ana.call(verifyDomain)))
  expect(proofs.map((it) => it.status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const winner = proofs[0]!.status === 'fulfilled' ? 'tilleul' : 'marronnier'
  expect(await one.home('ecole.be')).toBe(winner)
  const loser = winner === 'tilleul' ? two : one
  await expect(loser.ana.call(nameDomain, { domain: 'www.ecole.be' })).resolves.toBeTruthy()
  await expect(loser.ana.call(nameDomain, { domain: 'ecole.be' })).rejects.toThrow('domains/taken')
})

test('what nobody can own is refused, and so is our own address', async () => {
  const refused = `localhost 127.0.0.1 [::1] 1.2.3.4 2130706433 ecole ecole.local co.uk com.br intranet.lan ecole..be
    -ecole.be user@ecole.be ecole.be:8080 a.${'b'.repeat(64)}.be`
  for (const it of refused.split(/\s+/)) expect({ [it]: domainOf(it) }).toEqual({ [it]: undefined })
  expect(domainOf('ECOLE.example.be.')).toBe('ecole.example.be')
  expect(domainOf('shop.co.uk')).toBe('shop.co.uk')
  const { ana, clients } = await withDns()
  const here = clients.get('installation') as object
  clients.set('installation', { ...here, publicUrl: 'https://socle.ecole.be' })
  await expect(ana.call(nameDomain, { domain: 'socle.ecole.be' })).rejects.toThrow('own-address')
  await expect(ana.call(nameDomain, { domain: 'co.uk' })).rejects.toThrow('domains/bad-domain')
})

test('every state × move of a domain is as declared', async () => {
  const { app, ana, say, workspace, clock } = await withDns()
  const domain = await ana.call(nameDomain, { domain: 'ecole.be' })
  const surprises = await everyPair(
    domainLife,
    async ({ state, move }) => {
      const heldDomain = state === 'pending' ? null : 'ecole.be'
      const failingSince = state === 'failing' ? app.now() : null
      await app.system(({ db }) =>
        db
          .updateTable('domains')
          .set({ state, heldDomain, failingSince })
          .where('workspaceId', '=', workspace.id)
          .execute(),
      )
      app.rates.spend = () => {}
      if (move === 'prove') say(domain, domain.record.value)
      else say(domain)
      if (move === 'lapse') clock.advance(8 * DAY)
      return (await ana.call(verifyDomain)).state
    },
    // The DNS asks for nothing: what does not fit its state changes nothing.
    () => null,
  )
  // A missing record of a verified domain is missed before it lapses.
  expect(surprises).toEqual([
    'verified: lapse by resolver becomes failing, but by declaration changes nothing',
  ])
})

test('a token is looked for among all strings, exactly', () => {
  expect(judge([], 'x')).toBe('absent')
  expect(judge(['y', 'xx'], 'x')).toBe('wrong')
  expect(judge(['y', 'x'], 'x')).toBe('right')
})
