import { expect, test } from 'vitest'
import { contrast, tintOf } from './colour.ts'

/** Repeatable chance: the same colours at every run. */
function* colours(count: number) {
  let seed = 20_261_121
  const byte = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return (Math.floor(seed / 65_536) % 256).toString(16).padStart(2, '0')
  }
  for (let i = 0; i < count; i++) yield `#${byte()}${byte()}${byte()}`
}
const hard = [
  '#000000',
  '#ffffff',
  '#ffff00',
  '#00ff00',
  '#0000ff',
  '#ff0000',
  '#00ffff',
  '#ff00ff',
]
const light = ['#faf8f4', '#fffefc', '#f3f0e9', '#f5f2ec']
const dark = ['#121615', '#181d1c', '#0e1211', '#202725', '#1f2624']

test('whatever the colour, text on it and of it reads: 4.5:1, in the light and in the dark', () => {
  for (const colour of [...hard, ...colours(3000)]) {
    const tint = tintOf(colour)
    for (const [grounds, tones] of [
      [light, tint.light],
      [dark, tint.dark],
    ] as const) {
      const { accent, accentHover, accentInk, accentSoft, onAccent, deep } = tones
      const pairs = [
        [onAccent, accent],
        [onAccent, accentHover],
        [accentInk, accentSoft],
        [accent, accentSoft],
        ['#ffffff', deep],
        ...grounds.flatMap((it) => [
          [accent, it],
          [accentInk, it],
        ]),
      ] as [string, string][]
      for (const [text, ground] of pairs)
        expect(contrast(text, ground), `${colour}: ${text} on ${ground}`).toBeGreaterThanOrEqual(
          4.5,
        )
      for (const tone of Object.values(tones)) expect(tone).toMatch(/^#[0-9a-f]{6}$/)
    }
  }
})

test('a colour that reads already stays what it is', () => {
  expect(tintOf('#175c54').light.accent).toBe('#175c54')
  expect(tintOf('#8a1c4a').light.accent).toBe('#8a1c4a')
})

test('a light colour becomes darker and keeps its hue', () => {
  const { accent } = tintOf('#ffd400').light
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(accent.slice(at, at + 2), 16))
  expect(red! > blue! && green! > blue!).toBe(true)
  expect(contrast(accent, '#ffffff')).toBeLessThan(6)
})

test('contrast is the one of WCAG', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
})
