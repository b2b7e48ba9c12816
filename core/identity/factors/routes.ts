import { on, outside, whenOutside } from '#kernel/module.ts'
import * as apps from './code-apps.ts'
import * as factors from './contract.ts'
import { mailFactorChanged, mailProofCode } from './emails.ts'
import { askMailedCode } from './mailed-codes.ts'
import { read } from './overview.ts'
import * as entrance from './passkey-login.ts'
import * as passkeys from './passkeys.ts'

export const factorRoutes = [
  on(factors.readFactors, read),
  on(factors.mailProofCode, askMailedCode),
  outside(factors.startCodeApp, apps.start),
  outside(factors.confirmCodeApp, apps.confirm),
  outside(factors.endCodeApp, apps.end),
  outside(factors.renewRecoveryCodes, apps.renew),
  outside(factors.completeLogin, entrance.complete),
  outside(factors.startPasskey, passkeys.start),
  outside(factors.addPasskey, passkeys.add),
  on(factors.renamePasskey, passkeys.rename),
  outside(factors.removePasskey, passkeys.remove),
  outside(factors.startPasskeyLogin, entrance.start),
  outside(factors.logInByPasskey, entrance.logIn),
]

export const factorJobs = [
  whenOutside('identity/mail-proof-code', factors.proofCodeAsked, mailProofCode),
  whenOutside('identity/mail-factor-changed', factors.factorChanged, mailFactorChanged),
]
