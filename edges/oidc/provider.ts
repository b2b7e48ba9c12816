/** A provider of OpenID Connect: authorization code, PKCE, nonce, and an id_token whose signature is checked. */
import { createHash } from 'node:crypto'
import * as oidc from 'openid-client'
import type {
  CallbackAnswer,
  Identified,
  Provider,
  Refusal,
  SignInSecrets,
} from '#core/identity/providers/contract.ts'
import type { ProviderSettings } from '#kernel/config.ts'
import { SECOND } from '#kernel/time.ts'

/** For each request; a sign-in makes three at most, and somebody waits for it. */
const TIMEOUT_MS = 6 * SECOND

export function oidcProvider(settings: ProviderSettings, timeoutMs = TIMEOUT_MS): Provider {
  const { name, label, isTrusted } = settings
  let known: Promise<oidc.Configuration> | undefined
  // Asked once, at the first sign-in; a provider that was down is asked again.
  const configuration = () =>
    (known ??= discover(settings, timeoutMs).catch((error: unknown) => {
      known = undefined
      throw error
    }))
  return {
    name,
    label,
    key: keyOf(settings),
    authorize: (secrets, redirectUri) =>
      orRefusal(async () => addressOf(await configuration(), secrets, redirectUri)),
    identify: (answer, secrets, redirectUri) =>
      orRefusal(async () =>
        identifiedBy(
          await claimsOf(await configuration(), answer, secrets, redirectUri),
          isTrusted,
        ),
      ),
  }
}

/** A subject is unique at its issuer: another issuer behind the same name must not open anybody's account. */
function keyOf({ name, issuer }: ProviderSettings): string {
  if (name === 'google') return name
  return `${name}-${createHash('sha256').update(issuer).digest('base64url').slice(0, 22)}`
}

function discover({ issuer, clientId, clientSecret }: ProviderSettings, timeoutMs: number) {
  const place = new URL(issuer)
  const execute = [oidc.enableNonRepudiationChecks]
  // The configuration lets plain http pass on this machine only.
  if (place.protocol === 'http:') execute.push(oidc.allowInsecureRequests)
  const timeout = timeoutMs / SECOND
  return oidc.discovery(place, clientId, undefined, clientAuth(clientSecret), { execute, timeout })
}

/** OpenID Connect Discovery §3: who does not say how a client proves itself takes `client_secret_basic`. */
function clientAuth(secret: string): oidc.ClientAuth {
  const [post, basic] = [oidc.ClientSecretPost(secret), oidc.ClientSecretBasic(secret)]
  return (server, ...rest) => {
    const ways = server.token_endpoint_auth_methods_supported
    const usesPost = ways?.includes('client_secret_post') && !ways.includes('client_secret_basic')
    return usesPost ? post(server, ...rest) : basic(server, ...rest)
  }
}

async function addressOf(
  configuration: oidc.Configuration,
  { state, nonce, verifier }: SignInSecrets,
  redirectUri: string,
): Promise<{ url: string }> {
  const challenge = await oidc.calculatePKCECodeChallenge(verifier)
  const { href } = oidc.buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUri,
    scope: 'openid email profile',
    state,
    nonce,
    code_challenge: challenge,
    code_challenge_method: 'S256',
  })
  return { url: href }
}

async function claimsOf(
  configuration: oidc.Configuration,
  answer: CallbackAnswer,
  { state, nonce, verifier }: SignInSecrets,
  redirectUri: string,
): Promise<oidc.IDToken> {
  const back = new URL(redirectUri)
  for (const [name, value] of Object.entries(answer)) if (value) back.searchParams.set(name, value)
  const tokens = await oidc.authorizationCodeGrant(configuration, back, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  })
  return tokens.claims()!
}

function identifiedBy(claims: oidc.IDToken, isTrusted: boolean): Identified {
  const text = (name: string) => {
    const value = claims[name]
    return typeof value === 'string' && value.trim() ? value.trim() : undefined
  }
  const isVerified = claims['email_verified'] === true || claims['email_verified'] === 'true'
  const parts = [text('given_name'), text('family_name')].filter(Boolean)
  return {
    subject: claims.sub,
    email: text('email'),
    isProven: isVerified || isTrusted,
    name: text('name') ?? (parts.join(' ') || undefined),
  }
}

/** What goes wrong with a provider is an answer as well: it is said to a person who may try something else. */
async function orRefusal<Reply>(work: () => Promise<Reply>): Promise<Reply | Refusal> {
  try {
    return await work()
  } catch (error) {
    return refusalOf(error)
  }
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof oidc.AuthorizationResponseError) {
    const isBusy = /^(server_error|temporarily_unavailable)$/.test(error.error)
    const refused = isBusy
      ? 'unavailable'
      : error.error === 'access_denied'
        ? 'cancelled'
        : 'invalid'
    return { refused, reason: error.error.slice(0, 100) }
  }
  const { code, cause, name } = error as { code?: string; cause?: unknown; name?: string }
  const status = statusOf(error) ?? statusOf(cause)
  const isSilent = code === 'OAUTH_TIMEOUT' || (error instanceof TypeError && !code)
  if (isSilent || (status !== undefined && status >= 500))
    return { refused: 'unavailable', reason: String(status ?? code ?? 'no connection') }
  const said = error instanceof oidc.ResponseBodyError ? error.error : (code ?? name)
  return { refused: 'invalid', reason: String(said).slice(0, 100) }
}

/** Of an answer, or of a fault that carries one. */
function statusOf(thing: unknown): number | undefined {
  const { status } = (thing ?? {}) as { status?: unknown }
  return typeof status === 'number' ? status : undefined
}
