/** Requests over connections that stay open; every answer must be a success. */
import http from 'node:http'

export type Asked = {
  address: string
  method: 'GET' | 'POST'
  path: string
  cookie?: string
  body?: unknown
  key?: string
}
export type Answered = { status: number; text: string; headers: http.IncomingHttpHeaders }

const agent = new http.Agent({ keepAlive: true })

export function ask({ address, method, path, cookie, body, key }: Asked): Promise<Answered> {
  const sent = body === undefined ? undefined : JSON.stringify(body)
  const headers = {
    ...(cookie ? { cookie } : {}),
    ...(sent
      ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(sent) }
      : {}),
    ...(key ? { 'idempotency-key': key } : {}),
  }
  return new Promise((resolve, reject) => {
    const request = http.request(address + path, { method, headers, agent }, (answer) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (chunk) => (text += chunk))
      answer.on('end', () => {
        const status = answer.statusCode!
        if (status < 300) resolve({ status, text, headers: answer.headers })
        else reject(new Error(`${method} ${path} answered ${status}: ${text.slice(0, 300)}`))
      })
    })
    request.on('error', reject)
    request.end(sent)
  })
}

/** Asks `count` times, `width` at once; `tell` hears what each took. */
export async function load(
  count: number,
  width: number,
  make: (i: number) => Asked,
  tell?: (ms: number) => void,
): Promise<void> {
  let next = 0
  const one = async () => {
    while (next < count) {
      const startedAt = performance.now()
      await ask(make(next++))
      tell?.(performance.now() - startedAt)
    }
  }
  await Promise.all(Array.from({ length: width }, one))
}
