/** Which account has acted in which workspace: written before it acts, so that whoever is forgotten is looked for there alone. */

/** As many as are remembered; then all are asked for once more. */
const MOST = 50_000

export class Traces {
  readonly #known = new Set<string>()

  /** `write` runs once for each pair and process, and again when it failed. */
  async leave(accountId: string, workspaceId: string, write: () => Promise<unknown>) {
    const pair = `${accountId} ${workspaceId}`
    if (this.#known.has(pair)) return
    await write()
    if (this.#known.size >= MOST) this.#known.clear()
    this.#known.add(pair)
  }
}
