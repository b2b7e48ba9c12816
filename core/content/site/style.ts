/** How the public site looks: one sheet, in the workspace's colour, for light, dark, phone and paper. No font is fetched. */
import { createHash } from 'node:crypto'
import { tintOf, type Tones } from '#kernel/colour.ts'

/** The product's own, where a workspace chose none. */
const HOUSE = '#175c54'

const tones = ({ accent, accentHover, accentInk, accentSoft, onAccent, deep }: Tones) =>
  `--accent:${accent};--accent-hover:${accentHover};--accent-ink:${accentInk};--accent-soft:${accentSoft};--on-accent:${onAccent};--deep:${deep}`

const light =
  '--ground:#faf8f4;--surface:#fffefc;--sunken:#f3f0e9;--ink:#1b2220;--quiet:#5b6461;--line:#e6e1d8;--field:#918c82'
const dark =
  '--ground:#121615;--surface:#181d1c;--sunken:#0e1211;--ink:#e8ebe8;--quiet:#9da8a4;--line:#2a312f;--field:#6a7570'

const sheet = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-behavior:smooth;hanging-punctuation:first last}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;min-height:100vh;display:flex;flex-direction:column;background:var(--ground);color:var(--ink);font:1.0625rem/1.65 system-ui,-apple-system,'Segoe UI',sans-serif;overflow-wrap:break-word}
a{color:var(--accent-ink);text-decoration-thickness:.06em;text-underline-offset:.2em}
a:hover{text-decoration-thickness:.12em}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:3px}
h1,h2,h3,.name,blockquote{font-family:'Iowan Old Style','Palatino Linotype',Palatino,'URW Palladio L',P052,Georgia,serif;font-weight:600;line-height:1.2;text-wrap:balance}
h1{font-size:clamp(2rem,1.3rem + 3vw,3.1rem);letter-spacing:-.015em;margin:0 0 .4em}
h2{font-size:clamp(1.4rem,1.2rem + .9vw,1.8rem);margin:2em 0 .5em}
h3{font-size:1.2rem;margin:1.7em 0 .4em}
p,ul,ol,table,blockquote{margin:0 0 1.1em;text-wrap:pretty}
li>p{margin:0}li+li{margin-top:.35em}ul,ol{padding-inline-start:1.4em}li::marker{color:var(--accent)}
img{max-width:100%;height:auto;border-radius:12px}
main>article>img,.text>img{display:block;margin:1.6em 0}
blockquote{margin-inline:0;padding-inline-start:1.2em;border-inline-start:3px solid var(--accent);font-weight:400;font-size:1.15em;color:var(--deep-ink)}
blockquote p:last-child{margin:0}
hr{border:0;border-top:1px solid var(--line);margin:2.5em auto;width:6rem}
.table{overflow-x:auto;margin:0 0 1.4em}
table{border-collapse:collapse;width:100%;margin:0;font-size:.97em}
th,td{text-align:start;vertical-align:top;padding:.55em .8em;border-bottom:1px solid var(--line)}
th{font-weight:600;background:var(--sunken)}
.skip{position:absolute;left:-999rem}.skip:focus{left:1rem;top:1rem;background:var(--surface);padding:.6rem 1rem;z-index:2}
.wide{width:min(100% - 2.5rem,68rem);margin-inline:auto}
.text,.column{width:min(100% - 2.5rem,41rem);margin-inline:auto}
.top{border-bottom:1px solid var(--line);background:var(--surface)}
.top .wide{display:flex;flex-wrap:wrap;align-items:center;gap:.4rem 1.6rem;padding-block:.9rem}
.sign{display:flex;align-items:center;gap:.7rem;color:inherit;text-decoration:none;margin-inline-end:auto;min-height:44px}
.sign img{max-height:44px;max-width:150px;border-radius:6px}
.name{font-size:1.25rem}
nav ul{display:flex;flex-wrap:wrap;gap:.1rem .2rem;list-style:none;margin:0;padding:0}
nav li+li{margin:0}
nav a{display:inline-flex;align-items:center;min-height:44px;padding:0 .7rem;color:var(--quiet);text-decoration:none;border-radius:8px}
@media (max-width:640px){nav ul{margin-inline-start:-.7rem}}nav a:hover{color:var(--ink);background:var(--sunken)}
nav a[aria-current]{color:var(--accent-ink);background:var(--accent-soft)}
.languages a{padding:0 .55rem;text-transform:uppercase;font-size:.85rem;letter-spacing:.05em}
main{flex:1;padding-block:clamp(2rem,1rem + 4vw,4.5rem)}
.lead{font-size:clamp(1.15rem,1.05rem + .5vw,1.35rem);line-height:1.5;color:var(--quiet);margin-bottom:1.8em}
.when{color:var(--quiet);font-size:.95rem;margin:0 0 .8em}
.cover{width:min(100% - 2.5rem,58rem);margin:0 auto 2.2rem}
.cover img{display:block;width:100%;max-height:30rem;object-fit:cover}
.hero .lead{margin-bottom:1em}
.posts{list-style:none;padding:0;display:grid;gap:1.4rem;grid-template-columns:repeat(auto-fill,minmax(min(100%,18rem),1fr))}
.posts li{margin:0;background:var(--surface);border:1px solid var(--line);border-radius:14px;overflow:hidden;position:relative}
.posts li:hover{border-color:var(--accent)}
.posts img{display:block;width:100%;aspect-ratio:16/9;object-fit:cover;border-radius:0}
.posts div{padding:1.1rem 1.3rem 1.3rem}
.posts h2,.posts h3{margin:0 0 .35em;font-size:1.25rem}
.posts a{color:inherit;text-decoration:none}.posts a::after{content:'';position:absolute;inset:0}
.posts p{margin:0;color:var(--quiet)}.posts .when{font-size:.88rem;margin-bottom:.3em}
.blocks{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.8rem}
.button,button{display:inline-flex;align-items:center;min-height:44px;padding:.4rem 1.2rem;border-radius:10px;border:1px solid var(--accent);background:var(--accent);color:var(--on-accent);font:inherit;font-weight:550;text-decoration:none;cursor:pointer}
.button:hover,button:hover{background:var(--accent-hover)}
.plain,.vote button{background:transparent;color:var(--accent-ink);border-color:var(--field)}
.plain:hover,.vote button:hover{background:var(--accent-soft)}
details{border-bottom:1px solid var(--line)}
summary{cursor:pointer;padding:1rem 2rem 1rem 0;font-weight:600;position:relative;list-style:none}
summary::-webkit-details-marker{display:none}
summary::after{content:'+';position:absolute;inset-inline-end:.3rem;top:.75rem;font-size:1.4rem;font-weight:400;color:var(--accent)}
details[open]>summary::after{content:'–'}
details>div{padding-bottom:1.2rem}
.vote{display:flex;flex-wrap:wrap;align-items:center;gap:.6rem;color:var(--quiet);font-size:.92rem}
.vote button{min-height:36px;padding:.1rem .9rem}
form.search{display:flex;gap:.6rem;margin:0 0 1.6rem}
label{display:block;font-weight:600;margin-bottom:.3rem}
input,textarea{width:100%;min-height:44px;padding:.55rem .8rem;border:1px solid var(--field);border-radius:10px;background:var(--surface);color:inherit;font:inherit}
.field{margin-bottom:1.2rem}.hint{color:var(--quiet);font-size:.92rem;margin:.3rem 0 0}
.trap{position:absolute;left:-999rem}
.notice{border:1px solid var(--line);border-inline-start:4px solid var(--accent);background:var(--surface);border-radius:10px;padding:.9rem 1.1rem;margin-bottom:1.8rem}
.more{display:flex;gap:1rem;margin-top:2rem}
.foot{border-top:1px solid var(--line);background:var(--sunken);color:var(--quiet);font-size:.95rem}
.foot .wide{display:flex;flex-wrap:wrap;gap:.3rem 2rem;align-items:center;padding-block:1.6rem}
.foot p{margin:0 auto 0 0}
@media (max-width:40rem){.top .sign{flex:1}.top .languages{order:1}.top nav:not(.languages){order:2;flex-basis:100%}}
@media print{.top nav,.languages,.foot nav,.vote,.search,.skip,.button{display:none}body{background:#fff;color:#000;font-size:11pt}.top,.foot{background:none;border:0}a{color:inherit}details>div{display:block}.text,.column,.wide{width:100%}h2,h3{break-after:avoid}img,table,blockquote{break-inside:avoid}}
`
  .trim()
  .replaceAll('\n', '')

const known = new Map<string, { css: string; policy: string }>()

/** The sheet of a colour, and what the content policy has to say so that this sheet and no other holds. */
export function styleOf(colour: string | null): { css: string; policy: string } {
  const key = colour ?? HOUSE
  const found = known.get(key)
  if (found) return found
  const tint = tintOf(key)
  const css = `:root{color-scheme:light dark;${light};${tones(tint.light)};--deep-ink:${tint.light.deep}}@media (prefers-color-scheme:dark){:root{${dark};${tones(tint.dark)};--deep-ink:${tint.dark.accentInk}}}${sheet}`
  const policy = `'sha256-${createHash('sha256').update(css).digest('base64')}'`
  if (known.size > 500) known.clear()
  known.set(key, { css, policy })
  return { css, policy }
}
