import { outside, whenOutside } from '#kernel/module.ts'
import * as providers from './contract.ts'
import { mailIdentityChanged } from './emails.ts'
import { list, unlink } from './identities.ts'
import * as signIn from './sign-in.ts'

export const providerRoutes = [
  outside(providers.listProviders, signIn.offers),
  outside(providers.startSignIn, signIn.start),
  outside(providers.startLink, signIn.startLinking),
  outside(providers.finishSignIn, signIn.finish),
  outside(providers.listIdentities, list),
  outside(providers.unlinkIdentity, unlink),
]

export const providerJobs = [
  whenOutside('identity/mail-identity-changed', providers.identityChanged, mailIdentityChanged),
]
