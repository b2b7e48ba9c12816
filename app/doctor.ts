/** Which step of the ladder this installation stands on, what the next one asks for, and whether its data is whole. */
import { recount } from '#core/plans/api.ts'
import type { Remark } from '#core/operations/health/contract.ts'
import { activeMembers } from '#core/workspaces/api.ts'
import { chainsOf, nameOfPlace, sentenceOf, verifyChain } from './audit.ts'
import type { Here } from './commands.ts'
import { damagedFiles } from './contents.ts'
import { examine } from './examination.ts'
import { sentences } from './texts.ts'

const inEnglish = ({ text, facts }: Remark) => sentences.say('en-GB', text, facts) ?? text

export async function doctor(
  { app, config }: Here,
  _: string[] = [],
  { all }: Record<string, unknown> = {},
): Promise<void> {
  const says = (name: string, value: string) => console.log(`  ${name.padEnd(12)} ${value}`)
  const health = await examine(app, config)
  for (const it of health.facts)
    says((sentences.say('en-GB', it.label) ?? it.label).toLowerCase(), inEnglish(it))
  const faults = health.faults.map(inEnglish)

  for (const workspace of (await app.workspaces()).filter((it) => it.state !== 'provisioning')) {
    try {
      await app.system(activeMembers, workspace)
      const drifts = await app.system((ctx) => recount(ctx, { repairs: false }), workspace)
      for (const { limit, was, is } of drifts)
        faults.push(
          `${workspace.slug} counts ${was} ${limit}, there are ${is}: run "socle recount".`,
        )
    } catch (error) {
      faults.push(`The data of ${workspace.slug} cannot be read: ${String(error)}`)
    }
  }

  let files = 0
  let rows = 0
  for (const place of await chainsOf(app)) {
    const found = await damagedFiles(app, place, all === true)
    files += found.checked
    for (const name of found.damaged)
      faults.push(`A file of ${place.slug || 'an account'} is gone or damaged: ${name}`)
    const chain = await verifyChain(app, place)
    rows += chain.rows
    for (const it of chain.damages)
      faults.push(`The audit of ${nameOfPlace(place)}: ${sentenceOf(it)}.`)
  }
  says('read again', `${files} files, ${rows} acts of the audit`)

  for (const fault of faults) console.log(`✗ ${fault}`)
  console.log(faults.length ? '' : '✓ nothing to repair')
  console.log(`Next step: ${inEnglish(health.next)}`)
  if (faults.length) process.exitCode = 1
}
