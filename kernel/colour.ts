/**
 * From one colour to all that a workspace is painted with, in the light and in the dark, so that text on it and of it can
 * always be read (WCAG AA, 4.5:1). Works in OKLCH, where lightness is what the eye sees: the hue stays the chosen one,
 * and lightness moves until the contrast is there. Runs in both.
 */

/** The colours that follow the chosen one; names of web/ui/tokens.css. */
export type Tones = {
  accent: string
  accentHover: string
  accentInk: string
  accentSoft: string
  onAccent: string
  deep: string
}
export type Tint = { light: Tones; dark: Tones }

/** Text needs 4.5:1; a little more, so that rounding to eight bits never loses it. */
const READABLE = 4.6

/** What stands beside or behind the colours: web/ui/tokens.css. */
const grounds = {
  light: ['#faf8f4', '#fffefc', '#f3f0e9', '#f5f2ec', '#ffffff'],
  dark: ['#121615', '#181d1c', '#0e1211', '#202725', '#1f2624'],
}
const WHITE = '#ffffff'
const NIGHT = '#0b1114'

type Lch = { l: number; c: number; h: number }

/** Everything that follows from `#rrggbb`. */
export function tintOf(colour: string): Tint {
  const { c, h } = lchOf(colour)
  const at = (l: number, most = 0.4) => hexOf({ l, c: Math.min(c, most), h })
  const { l } = lchOf(colour)

  const softLight = at(0.945, 0.02)
  const accent = darkened(l, at, [...grounds.light, softLight])
  const accentL = lchOf(accent).l
  const softDark = at(0.29, 0.04)
  const bright = lightened(Math.max(l, 0.62), (to) => at(to, 0.16), [
    ...grounds.dark,
    softDark,
    NIGHT,
  ])
  const brightL = lchOf(bright).l
  return {
    light: {
      accent,
      accentHover: at(Math.max(0, accentL - 0.07)),
      accentInk: at(Math.max(0, accentL - 0.05)),
      accentSoft: softLight,
      onAccent: WHITE,
      deep: at(Math.min(accentL, 0.36), 0.1),
    },
    dark: {
      accent: bright,
      accentHover: at(Math.min(0.97, brightL + 0.06), 0.16),
      accentInk: at(Math.max(0.86, brightL), 0.1),
      accentSoft: softDark,
      onAccent: NIGHT,
      deep: at(0.26, 0.06),
    },
  }
}

/** The lightest that still reads on all of these, not lighter than asked. */
const darkened = (from: number, at: (l: number) => string, on: readonly string[]) =>
  nearest(from, 0, at, on)
const lightened = (from: number, at: (l: number) => string, on: readonly string[]) =>
  nearest(from, 1, at, on)

function nearest(
  from: number,
  end: number,
  at: (l: number) => string,
  on: readonly string[],
): string {
  const reads = (l: number) => on.every((it) => contrast(at(l), it) >= READABLE)
  if (reads(from)) return at(from)
  let [bad, good] = [from, end]
  for (let step = 0; step < 14; step++) {
    const middle = (bad + good) / 2
    if (reads(middle)) good = middle
    else bad = middle
  }
  return at(good)
}

/** WCAG 2: from 1 (the same) to 21 (black on white). */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b) as [
    number,
    number,
  ]
  return (light + 0.05) / (dark + 0.05)
}

function luminance(colour: string): number {
  const [r, g, b] = linear(colour)
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function linear(colour: string): [number, number, number] {
  const channel = (at: number) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return [channel(1), channel(3), channel(5)]
}

// Matrices of Björn Ottosson's OKLab, https://bottosson.github.io/posts/oklab
function lchOf(colour: string): Lch {
  const [r, g, b] = linear(colour)
  const long = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const middle = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const short = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  const l = 0.2104542553 * long + 0.793617785 * middle - 0.0040720468 * short
  const a = 1.9779984951 * long - 2.428592205 * middle + 0.4505937099 * short
  const d = 0.0259040371 * long + 0.7827717662 * middle - 0.808675766 * short
  return { l, c: Math.hypot(a, d), h: Math.atan2(d, a) }
}

/** The nearest that a screen can show: where the colour is too strong for its lightness, it becomes paler. */
function hexOf({ l, c, h }: Lch): string {
  let [least, most] = [0, c]
  if (!isShown(rgbOf({ l, c, h })))
    for (let step = 0; step < 14; step++) {
      const middle = (least + most) / 2
      if (isShown(rgbOf({ l, c: middle, h }))) least = middle
      else most = middle
    }
  else least = c
  return `#${rgbOf({ l, c: least, h }).map(byteOf).join('')}`
}

function rgbOf({ l, c, h }: Lch): number[] {
  const [a, b] = [c * Math.cos(h), c * Math.sin(h)]
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const middle = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short,
  ]
}

const isShown = (rgb: readonly number[]) => rgb.every((it) => it >= -0.0005 && it <= 1.0005)

function byteOf(value: number): string {
  const shown = Math.min(1, Math.max(0, value))
  const curved = shown <= 0.0031308 ? shown * 12.92 : 1.055 * shown ** (1 / 2.4) - 0.055
  return Math.round(curved * 255)
    .toString(16)
    .padStart(2, '0')
}
