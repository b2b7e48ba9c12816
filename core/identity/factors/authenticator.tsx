/** What the browser's authenticator is asked: a chunk of its own, since few visits need it. */
import {
  browserSupportsWebAuthn,
  startAuthentication,
  startRegistration,
  WebAuthnAbortService,
} from '@simplewebauthn/browser'
import type { Asserted, Registered } from './contract.ts'

type Options = { challenge: string }
/** Why nothing came: the person said no or waited too long, or this device has a passkey here already. */
export type Refusal = 'cancelled' | 'known'

const refusalOf = (error: unknown): Refusal =>
  error instanceof Error && error.name === 'InvalidStateError' ? 'known' : 'cancelled'

/** Asks the device for a new passkey. */
export const make = (options: Options): Promise<Registered | Refusal> =>
  startRegistration({ optionsJSON: options as never }).then(
    (made) => made as unknown as Registered,
    refusalOf,
  )

/** Asks for a passkey; `quietly` waits until the person picks one among the suggestions of the address field. */
export const sign = (options: Options, { quietly = false } = {}): Promise<Asserted | Refusal> =>
  startAuthentication({
    optionsJSON: options as never,
    useBrowserAutofill: quietly,
    verifyBrowserAutofillInput: false,
  }).then((signed) => signed as unknown as Asserted, refusalOf)

/** The page goes away: nobody waits any more. */
export const stopAsking = () => WebAuthnAbortService.cancelCeremony()

export const isSupported = browserSupportsWebAuthn
