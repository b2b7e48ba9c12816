/** Every catalogue of every part, for mails, problems and documents. The browser loads them one by one. */
import identityEn from '#core/identity/locales/en.ts'
import identityFr from '#core/identity/locales/fr.ts'
import identityNl from '#core/identity/locales/nl.ts'
import ledgerEn from '#core/ledger/locales/en.ts'
import ledgerFr from '#core/ledger/locales/fr.ts'
import ledgerNl from '#core/ledger/locales/nl.ts'
import mailEn from '#core/mail/locales/en.ts'
import mailFr from '#core/mail/locales/fr.ts'
import mailNl from '#core/mail/locales/nl.ts'
import operationsEn from '#core/operations/locales/en.ts'
import operationsFr from '#core/operations/locales/fr.ts'
import operationsNl from '#core/operations/locales/nl.ts'
import workspacesEn from '#core/workspaces/locales/en.ts'
import workspacesFr from '#core/workspaces/locales/fr.ts'
import workspacesNl from '#core/workspaces/locales/nl.ts'
import { type Catalogues, Sentences } from '#kernel/sentences.ts'
import schoolEn from '#modules/school/locales/en.ts'
import schoolFr from '#modules/school/locales/fr.ts'
import schoolNl from '#modules/school/locales/nl.ts'
import shellEn from '#web/locales/en.ts'
import shellFr from '#web/locales/fr.ts'
import shellNl from '#web/locales/nl.ts'

import serverEn from './locales/en.ts'
import serverFr from './locales/fr.ts'
import serverNl from './locales/nl.ts'

export const catalogues: Readonly<Record<string, Catalogues>> = {
  server: { fr: serverFr, nl: serverNl, en: serverEn },
  web: { fr: shellFr, nl: shellNl, en: shellEn },
  identity: { fr: identityFr, nl: identityNl, en: identityEn },
  workspaces: { fr: workspacesFr, nl: workspacesNl, en: workspacesEn },
  mail: { fr: mailFr, nl: mailNl, en: mailEn },
  ledger: { fr: ledgerFr, nl: ledgerNl, en: ledgerEn },
  operations: { fr: operationsFr, nl: operationsNl, en: operationsEn },
  school: { fr: schoolFr, nl: schoolNl, en: schoolEn },
}

export const sentences = new Sentences(Object.values(catalogues))
