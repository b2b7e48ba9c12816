/** The few plain pages that the server writes itself: documentation of problems, development mails. */

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export const escapeHtml = (text: string) => text.replaceAll(/[&<>"']/g, (it) => entities[it]!)

const style = `
  :root { color-scheme: light dark; --ground: #fbfaf8; --text: #1d2322; --quiet: #5c6664; --line: #e0ddd6; --accent: #175c54 }
  @media (prefers-color-scheme: dark) { :root { --ground: #131716; --text: #e6eae9; --quiet: #9ba6a3; --line: #2c3331; --accent: #8bb5af } }
  body { background: var(--ground); color: var(--text); font: 16px/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem }
  h1 { font-size: 1.6rem } h2 { font-size: 1.1rem; margin-bottom: 0 }
  a { color: var(--accent) } .facts { color: var(--quiet); margin-top: .2rem }
  article { border-top: 1px solid var(--line); padding: 1rem 0 } pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit }
`

export function htmlPage(title: string, body: string, nonce: string, language = 'en'): string {
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)} · Socle</title><style nonce="${nonce}">${style}</style></head><body><main><h1>${escapeHtml(title)}</h1>${body}</main></body></html>`
}
