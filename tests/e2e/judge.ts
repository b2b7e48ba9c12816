/** What no screen may do, whoever looks at it: break the rules of WCAG 2.2 AA, or be wider than the phone. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Screen } from './browser.ts'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/**
 * No serious and no critical finding; a page that still moves is not judged. In the dark only the colours differ, and on
 * a wide screen all but the colours, which are those of the phone.
 */
export async function judge(page: Page, name: string, { width = 390, scheme }: Screen = {}) {
  await page.waitForFunction(() =>
    document.getAnimations().every((it) => it.playState !== 'running'),
  )
  // One document each, so the findings need no page of their own to be put together: half the time.
  const axe = new AxeBuilder({ page: page as never }).setLegacyMode(true)
  const asked =
    scheme === 'dark'
      ? axe.withRules(['color-contrast'])
      : width > 390
        ? axe.withTags(tags).disableRules(['color-contrast'])
        : axe.withTags(tags)
  const { violations } = await asked.analyze()
  const grave = violations
    .filter((it) => it.impact === 'serious' || it.impact === 'critical')
    .map(
      (it) =>
        `${it.id}: ${it.nodes.map((node) => `${node.html} ${node.failureSummary}`).join(' | ')}`,
    )
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  if (wide > 0) grave.push(`${wide} px wider than the screen`)
  expect.soft(grave, `${name} at ${width} px, ${scheme ?? 'light'}`).toEqual([])
}

/** The same page on each screen, without asking for it again. */
export async function judgeEverywhere(page: Page, name: string) {
  for (const screen of [
    { width: 390, scheme: 'light' },
    { width: 390, scheme: 'dark' },
    { width: 1280, scheme: 'light' },
  ] as const) {
    await page.setViewportSize({ width: screen.width, height: 860 })
    await page.emulateMedia({ colorScheme: screen.scheme })
    // What fades from one scheme to the other starts to move with the next frame.
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    )
    await judge(page, name, screen)
  }
}
