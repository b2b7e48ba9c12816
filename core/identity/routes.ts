import { every, on, outside, whenOutside } from '#kernel/module.ts'
import { accountAreaJobs, accountAreaRoutes } from './account/routes.ts'
import * as identity from './contract.ts'
import { mailKnownAddress, mailPasswordChanged, mailReset, mailVerification } from './emails.ts'
import { factorJobs, factorRoutes } from './factors/routes.ts'
import { closeSession, openCookie, openPairOf } from './login.ts'
import { removePicture, setPicture } from './picture.ts'
import * as profile from './profile.ts'
import { providerJobs, providerRoutes } from './providers/routes.ts'
import { purgeExpired } from './purge.ts'
import * as recovery from './recovery.ts'
import { refresh } from './refresh.ts'
import { registerAccount } from './registration.ts'
import { askVerification, verify } from './verification.ts'

export const routes = [
  ...accountAreaRoutes,
  ...factorRoutes,
  ...providerRoutes,
  outside(identity.register, registerAccount),
  outside(identity.logIn, openCookie),
  outside(identity.openTokens, openPairOf),
  outside(identity.refreshTokens, refresh),
  outside(identity.logOut, closeSession),
  on(identity.verifyAddress, verify),
  on(identity.resendVerification, askVerification),
  on(identity.forgotPassword, recovery.forgot),
  outside(identity.resetPassword, recovery.reset),
  outside(identity.changePassword, recovery.change),
  on(identity.changeProfile, profile.change),
  outside(identity.setPicture, setPicture),
  on(identity.removePicture, removePicture),
]

export const jobs = [
  ...accountAreaJobs,
  ...factorJobs,
  ...providerJobs,
  whenOutside('identity/mail-verification', identity.verificationAsked, mailVerification),
  whenOutside('identity/mail-known-address', identity.knownAddressUsed, mailKnownAddress),
  whenOutside('identity/mail-reset', identity.resetAsked, mailReset),
  whenOutside('identity/mail-password-changed', identity.passwordChanged, mailPasswordChanged),
  every('identity/purge-expired', '17 3 * * *', purgeExpired),
]
