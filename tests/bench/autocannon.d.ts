declare module 'autocannon' {
  type Options = {
    url: string
    method?: 'GET' | 'POST'
    body?: string
    headers?: Record<string, string>
    connections: number
    /** Seconds. */
    duration: number
  }
  type Result = {
    requests: { average: number }
    /** Milliseconds. */
    latency: { p97_5: number }
    non2xx: number
    errors: number
  }
  export default function autocannon(options: Options): Promise<Result>
}
