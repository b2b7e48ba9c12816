import { SlugReserved } from './contract.ts'

/** The first word of an address: what the product itself answers there, or might one day, is nobody's slug. */
export const reservedSlugs: ReadonlySet<string> = new Set(
  `about account accounts address admin administrator api app apps assets auth billing blog books cdn contact dashboard
  demo dev docs download editorial email events export fault favicon feed files forgot health help home icons images
  import index installation invitations invite jobs join legal login logout mail mails maintenance manifest media
  metrics new news oauth offline openapi operations password payment ping plans pricing privacy problems profile proof
  public register registry resale reset robots root school search security service-worker session settings setup
  share shop signin signout signup sitemap socle static status stripe support system team terms test
  undefined unsubscribe upload uploads user users verify web webhooks welcome well-known workspace workspaces www null`
    .trim()
    .split(/\s+/),
)

export function refuseReserved(slug: string): void {
  if (reservedSlugs.has(slug)) throw SlugReserved()
}
