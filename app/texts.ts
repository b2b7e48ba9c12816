/** Every catalogue of every part, for mails, problems and documents. The browser loads them one by one. */
import aiEn from '#core/ai/locales/en.ts'
import aiFr from '#core/ai/locales/fr.ts'
import aiNl from '#core/ai/locales/nl.ts'
import aiFrameEn from '#core/ai/frame/locales/en.ts'
import aiFrameFr from '#core/ai/frame/locales/fr.ts'
import aiFrameNl from '#core/ai/frame/locales/nl.ts'
import searchEn from '#core/search/locales/en.ts'
import searchFr from '#core/search/locales/fr.ts'
import searchNl from '#core/search/locales/nl.ts'
import actsEn from '#core/audit/acts/locales/en.ts'
import actsFr from '#core/audit/acts/locales/fr.ts'
import actsNl from '#core/audit/acts/locales/nl.ts'
import auditFrameEn from '#core/audit/frame/locales/en.ts'
import auditFrameFr from '#core/audit/frame/locales/fr.ts'
import auditFrameNl from '#core/audit/frame/locales/nl.ts'
import auditEn from '#core/audit/locales/en.ts'
import auditFr from '#core/audit/locales/fr.ts'
import auditNl from '#core/audit/locales/nl.ts'
import supportAccessEn from '#core/audit/support/locales/en.ts'
import supportAccessFr from '#core/audit/support/locales/fr.ts'
import supportAccessNl from '#core/audit/support/locales/nl.ts'
import contentActsEn from '#core/content/acts/locales/en.ts'
import contentActsFr from '#core/content/acts/locales/fr.ts'
import contentActsNl from '#core/content/acts/locales/nl.ts'
import contentFrameEn from '#core/content/frame/locales/en.ts'
import contentFrameFr from '#core/content/frame/locales/fr.ts'
import contentFrameNl from '#core/content/frame/locales/nl.ts'
import contentSiteEn from '#core/content/site/locales/en.ts'
import contentSiteFr from '#core/content/site/locales/fr.ts'
import contentSiteNl from '#core/content/site/locales/nl.ts'
import contentEn from '#core/content/locales/en.ts'
import contentFr from '#core/content/locales/fr.ts'
import contentNl from '#core/content/locales/nl.ts'
import factorsEn from '#core/identity/factors/locales/en.ts'
import factorsFr from '#core/identity/factors/locales/fr.ts'
import factorsNl from '#core/identity/factors/locales/nl.ts'
import accountEn from '#core/identity/account/locales/en.ts'
import accountFr from '#core/identity/account/locales/fr.ts'
import accountNl from '#core/identity/account/locales/nl.ts'
import calendarFrameEn from '#core/calendar/frame/locales/en.ts'
import calendarFrameFr from '#core/calendar/frame/locales/fr.ts'
import calendarFrameNl from '#core/calendar/frame/locales/nl.ts'
import calendarEn from '#core/calendar/locales/en.ts'
import calendarFr from '#core/calendar/locales/fr.ts'
import calendarNl from '#core/calendar/locales/nl.ts'
import supportActsEn from '#core/support/acts/locales/en.ts'
import supportActsFr from '#core/support/acts/locales/fr.ts'
import supportActsNl from '#core/support/acts/locales/nl.ts'
import supportRatingEn from '#core/support/rating/locales/en.ts'
import supportRatingFr from '#core/support/rating/locales/fr.ts'
import supportRatingNl from '#core/support/rating/locales/nl.ts'
import supportFrameEn from '#core/support/frame/locales/en.ts'
import supportFrameFr from '#core/support/frame/locales/fr.ts'
import supportFrameNl from '#core/support/frame/locales/nl.ts'
import supportEn from '#core/support/locales/en.ts'
import supportFr from '#core/support/locales/fr.ts'
import supportNl from '#core/support/locales/nl.ts'
import documentsEn from '#core/documents/locales/en.ts'
import documentsFr from '#core/documents/locales/fr.ts'
import documentsNl from '#core/documents/locales/nl.ts'
import filesFrameEn from '#core/files/frame/locales/en.ts'
import filesFrameFr from '#core/files/frame/locales/fr.ts'
import filesFrameNl from '#core/files/frame/locales/nl.ts'
import filesEn from '#core/files/locales/en.ts'
import filesFr from '#core/files/locales/fr.ts'
import filesNl from '#core/files/locales/nl.ts'
import identityEn from '#core/identity/locales/en.ts'
import identityFr from '#core/identity/locales/fr.ts'
import identityNl from '#core/identity/locales/nl.ts'
import providersEn from '#core/identity/providers/locales/en.ts'
import providersFr from '#core/identity/providers/locales/fr.ts'
import providersNl from '#core/identity/providers/locales/nl.ts'
import ledgerEn from '#core/ledger/locales/en.ts'
import ledgerFr from '#core/ledger/locales/fr.ts'
import ledgerNl from '#core/ledger/locales/nl.ts'
import mailFrameEn from '#core/mail/frame/locales/en.ts'
import mailFrameFr from '#core/mail/frame/locales/fr.ts'
import mailFrameNl from '#core/mail/frame/locales/nl.ts'
import mailEn from '#core/mail/locales/en.ts'
import mailFr from '#core/mail/locales/fr.ts'
import mailNl from '#core/mail/locales/nl.ts'
import healthEn from '#core/operations/health/locales/en.ts'
import healthFr from '#core/operations/health/locales/fr.ts'
import healthNl from '#core/operations/health/locales/nl.ts'
import noticesEn from '#core/notifications/locales/en.ts'
import noticesFr from '#core/notifications/locales/fr.ts'
import noticesNl from '#core/notifications/locales/nl.ts'
import wishesEn from '#core/notifications/preferences/locales/en.ts'
import wishesFr from '#core/notifications/preferences/locales/fr.ts'
import wishesNl from '#core/notifications/preferences/locales/nl.ts'
import noticesFrameEn from '#core/notifications/frame/locales/en.ts'
import noticesFrameFr from '#core/notifications/frame/locales/fr.ts'
import noticesFrameNl from '#core/notifications/frame/locales/nl.ts'
import noticeDevicesEn from '#core/notifications/devices/locales/en.ts'
import noticeDevicesFr from '#core/notifications/devices/locales/fr.ts'
import noticeDevicesNl from '#core/notifications/devices/locales/nl.ts'
import noticeActsEn from '#core/notifications/acts/locales/en.ts'
import noticeActsFr from '#core/notifications/acts/locales/fr.ts'
import noticeActsNl from '#core/notifications/acts/locales/nl.ts'
import noticeMailsEn from '#core/notifications/mailing/locales/en.ts'
import noticeMailsFr from '#core/notifications/mailing/locales/fr.ts'
import noticeMailsNl from '#core/notifications/mailing/locales/nl.ts'
import operationsEn from '#core/operations/locales/en.ts'
import operationsFr from '#core/operations/locales/fr.ts'
import operationsNl from '#core/operations/locales/nl.ts'
import plansEn from '#core/plans/locales/en.ts'
import plansFr from '#core/plans/locales/fr.ts'
import plansNl from '#core/plans/locales/nl.ts'
import rolesEn from '#core/workspaces/roles/locales/en.ts'
import rolesFr from '#core/workspaces/roles/locales/fr.ts'
import rolesNl from '#core/workspaces/roles/locales/nl.ts'
import settingsEn from '#core/workspaces/settings/locales/en.ts'
import settingsFr from '#core/workspaces/settings/locales/fr.ts'
import settingsNl from '#core/workspaces/settings/locales/nl.ts'
import domainsEn from '#core/workspaces/domains/locales/en.ts'
import domainsFr from '#core/workspaces/domains/locales/fr.ts'
import domainsNl from '#core/workspaces/domains/locales/nl.ts'
import joiningEn from '#core/workspaces/joining/locales/en.ts'
import joiningFr from '#core/workspaces/joining/locales/fr.ts'
import joiningNl from '#core/workspaces/joining/locales/nl.ts'
import lifecycleEn from '#core/workspaces/lifecycle/locales/en.ts'
import lifecycleFr from '#core/workspaces/lifecycle/locales/fr.ts'
import lifecycleNl from '#core/workspaces/lifecycle/locales/nl.ts'
import workspacesEn from '#core/workspaces/locales/en.ts'
import workspacesFr from '#core/workspaces/locales/fr.ts'
import workspacesNl from '#core/workspaces/locales/nl.ts'
import announcementsEn from '#core/messaging/announcements/locales/en.ts'
import announcementsFr from '#core/messaging/announcements/locales/fr.ts'
import announcementsNl from '#core/messaging/announcements/locales/nl.ts'
import messagingActsEn from '#core/messaging/acts/locales/en.ts'
import messagingActsFr from '#core/messaging/acts/locales/fr.ts'
import messagingActsNl from '#core/messaging/acts/locales/nl.ts'
import messagingFrameEn from '#core/messaging/frame/locales/en.ts'
import messagingFrameFr from '#core/messaging/frame/locales/fr.ts'
import messagingFrameNl from '#core/messaging/frame/locales/nl.ts'
import messagingEn from '#core/messaging/locales/en.ts'
import messagingFr from '#core/messaging/locales/fr.ts'
import messagingNl from '#core/messaging/locales/nl.ts'
import visitorsEn from '#core/messaging/visitors/locales/en.ts'
import visitorsFr from '#core/messaging/visitors/locales/fr.ts'
import visitorsNl from '#core/messaging/visitors/locales/nl.ts'
import { type Catalogues, Sentences } from '#kernel/sentences.ts'
import schoolActsEn from '#modules/school/acts/locales/en.ts'
import schoolActsFr from '#modules/school/acts/locales/fr.ts'
import schoolActsNl from '#modules/school/acts/locales/nl.ts'
import badgesEn from '#modules/school/badges/locales/en.ts'
import badgesFr from '#modules/school/badges/locales/fr.ts'
import badgesNl from '#modules/school/badges/locales/nl.ts'
import groupsEn from '#modules/school/groups/locales/en.ts'
import groupsFr from '#modules/school/groups/locales/fr.ts'
import groupsNl from '#modules/school/groups/locales/nl.ts'
import statementsEn from '#modules/school/statements/locales/en.ts'
import statementsFr from '#modules/school/statements/locales/fr.ts'
import statementsNl from '#modules/school/statements/locales/nl.ts'
import schoolNoticesEn from '#modules/school/notices/locales/en.ts'
import schoolNoticesFr from '#modules/school/notices/locales/fr.ts'
import schoolNoticesNl from '#modules/school/notices/locales/nl.ts'
import agendaEn from '#modules/school/agenda/locales/en.ts'
import agendaFr from '#modules/school/agenda/locales/fr.ts'
import agendaNl from '#modules/school/agenda/locales/nl.ts'
import needsEn from '#modules/school/needs/locales/en.ts'
import needsFr from '#modules/school/needs/locales/fr.ts'
import needsNl from '#modules/school/needs/locales/nl.ts'
import schoolDisputesEn from '#modules/school/disputes/locales/en.ts'
import schoolDisputesFr from '#modules/school/disputes/locales/fr.ts'
import schoolDisputesNl from '#modules/school/disputes/locales/nl.ts'
import schoolEn from '#modules/school/locales/en.ts'
import schoolFr from '#modules/school/locales/fr.ts'
import schoolNl from '#modules/school/locales/nl.ts'
import schoolMembershipEn from '#modules/school/membership/locales/en.ts'
import schoolMembershipFr from '#modules/school/membership/locales/fr.ts'
import schoolMembershipNl from '#modules/school/membership/locales/nl.ts'
import schoolFrameEn from '#modules/school/frame/locales/en.ts'
import schoolFrameFr from '#modules/school/frame/locales/fr.ts'
import schoolFrameNl from '#modules/school/frame/locales/nl.ts'
import identityFrameEn from '#core/identity/frame/locales/en.ts'
import identityFrameFr from '#core/identity/frame/locales/fr.ts'
import identityFrameNl from '#core/identity/frame/locales/nl.ts'
import workspacesFrameEn from '#core/workspaces/frame/locales/en.ts'
import workspacesFrameFr from '#core/workspaces/frame/locales/fr.ts'
import workspacesFrameNl from '#core/workspaces/frame/locales/nl.ts'
import plansFrameEn from '#core/plans/frame/locales/en.ts'
import plansFrameFr from '#core/plans/frame/locales/fr.ts'
import plansFrameNl from '#core/plans/frame/locales/nl.ts'
import operationsFrameEn from '#core/operations/frame/locales/en.ts'
import operationsFrameFr from '#core/operations/frame/locales/fr.ts'
import operationsFrameNl from '#core/operations/frame/locales/nl.ts'
import shellEn from '#web/locales/en.ts'
import shellFr from '#web/locales/fr.ts'
import shellNl from '#web/locales/nl.ts'

import serverEn from './locales/en.ts'
import serverFr from './locales/fr.ts'
import serverNl from './locales/nl.ts'
import builderEn from '#modules/maintenance/builder/locales/en.ts'
import builderFr from '#modules/maintenance/builder/locales/fr.ts'
import builderNl from '#modules/maintenance/builder/locales/nl.ts'
import tipsEn from '#modules/maintenance/tips/locales/en.ts'
import tipsFr from '#modules/maintenance/tips/locales/fr.ts'
import tipsNl from '#modules/maintenance/tips/locales/nl.ts'
import fieldEn from '#modules/maintenance/field/locales/en.ts'
import fieldFr from '#modules/maintenance/field/locales/fr.ts'
import fieldNl from '#modules/maintenance/field/locales/nl.ts'
import importsEn from '#modules/maintenance/imports/locales/en.ts'
import importsFr from '#modules/maintenance/imports/locales/fr.ts'
import importsNl from '#modules/maintenance/imports/locales/nl.ts'
import executionsEn from '#modules/maintenance/executions/locales/en.ts'
import executionsFr from '#modules/maintenance/executions/locales/fr.ts'
import executionsNl from '#modules/maintenance/executions/locales/nl.ts'
import followupsEn from '#modules/maintenance/followups/locales/en.ts'
import followupsFr from '#modules/maintenance/followups/locales/fr.ts'
import followupsNl from '#modules/maintenance/followups/locales/nl.ts'
import sitesEn from '#modules/maintenance/sites/locales/en.ts'
import sitesFr from '#modules/maintenance/sites/locales/fr.ts'
import sitesNl from '#modules/maintenance/sites/locales/nl.ts'
import maintenanceActsEn from '#modules/maintenance/acts/locales/en.ts'
import maintenanceActsFr from '#modules/maintenance/acts/locales/fr.ts'
import maintenanceActsNl from '#modules/maintenance/acts/locales/nl.ts'
import maintenanceEn from '#modules/maintenance/locales/en.ts'
import maintenanceFr from '#modules/maintenance/locales/fr.ts'
import maintenanceNl from '#modules/maintenance/locales/nl.ts'
import reportsEn from '#modules/maintenance/reports/locales/en.ts'
import reportsFr from '#modules/maintenance/reports/locales/fr.ts'
import reportsNl from '#modules/maintenance/reports/locales/nl.ts'
import reportsPaperEn from '#modules/maintenance/paper/locales/en.ts'
import reportsPaperFr from '#modules/maintenance/paper/locales/fr.ts'
import reportsPaperNl from '#modules/maintenance/paper/locales/nl.ts'
import adviceEn from '#modules/maintenance/advice/locales/en.ts'
import adviceFr from '#modules/maintenance/advice/locales/fr.ts'
import adviceNl from '#modules/maintenance/advice/locales/nl.ts'
import figuresEn from '#modules/maintenance/figures/locales/en.ts'
import figuresFr from '#modules/maintenance/figures/locales/fr.ts'
import figuresNl from '#modules/maintenance/figures/locales/nl.ts'
import maintenanceFrameEn from '#modules/maintenance/frame/locales/en.ts'
import maintenanceFrameFr from '#modules/maintenance/frame/locales/fr.ts'
import maintenanceFrameNl from '#modules/maintenance/frame/locales/nl.ts'

export const catalogues: Readonly<Record<string, Catalogues>> = {
  server: { fr: serverFr, nl: serverNl, en: serverEn },
  search: { fr: searchFr, nl: searchNl, en: searchEn },
  ai: { fr: aiFr, nl: aiNl, en: aiEn },
  aiFrame: { fr: aiFrameFr, nl: aiFrameNl, en: aiFrameEn },
  acts: { fr: actsFr, nl: actsNl, en: actsEn },
  audit: { fr: auditFr, nl: auditNl, en: auditEn },
  auditFrame: { fr: auditFrameFr, nl: auditFrameNl, en: auditFrameEn },
  supportAccess: { fr: supportAccessFr, nl: supportAccessNl, en: supportAccessEn },
  schoolActs: { fr: schoolActsFr, nl: schoolActsNl, en: schoolActsEn },
  web: { fr: shellFr, nl: shellNl, en: shellEn },
  contentActs: { fr: contentActsFr, nl: contentActsNl, en: contentActsEn },
  contentFrame: { fr: contentFrameFr, nl: contentFrameNl, en: contentFrameEn },
  contentSite: { fr: contentSiteFr, nl: contentSiteNl, en: contentSiteEn },
  content: { fr: contentFr, nl: contentNl, en: contentEn },
  providers: { fr: providersFr, nl: providersNl, en: providersEn },
  factors: { fr: factorsFr, nl: factorsNl, en: factorsEn },
  account: { fr: accountFr, nl: accountNl, en: accountEn },
  calendarFrame: { fr: calendarFrameFr, nl: calendarFrameNl, en: calendarFrameEn },
  calendar: { fr: calendarFr, nl: calendarNl, en: calendarEn },
  supportActs: { fr: supportActsFr, nl: supportActsNl, en: supportActsEn },
  supportFrame: { fr: supportFrameFr, nl: supportFrameNl, en: supportFrameEn },
  supportRating: { fr: supportRatingFr, nl: supportRatingNl, en: supportRatingEn },
  support: { fr: supportFr, nl: supportNl, en: supportEn },
  documents: { fr: documentsFr, nl: documentsNl, en: documentsEn },
  filesFrame: { fr: filesFrameFr, nl: filesFrameNl, en: filesFrameEn },
  files: { fr: filesFr, nl: filesNl, en: filesEn },
  identity: { fr: identityFr, nl: identityNl, en: identityEn },
  workspaces: { fr: workspacesFr, nl: workspacesNl, en: workspacesEn },
  plans: { fr: plansFr, nl: plansNl, en: plansEn },
  domains: { fr: domainsFr, nl: domainsNl, en: domainsEn },
  joining: { fr: joiningFr, nl: joiningNl, en: joiningEn },
  lifecycle: { fr: lifecycleFr, nl: lifecycleNl, en: lifecycleEn },
  roles: { fr: rolesFr, nl: rolesNl, en: rolesEn },
  settings: { fr: settingsFr, nl: settingsNl, en: settingsEn },
  identityFrame: { fr: identityFrameFr, nl: identityFrameNl, en: identityFrameEn },
  workspacesFrame: { fr: workspacesFrameFr, nl: workspacesFrameNl, en: workspacesFrameEn },
  plansFrame: { fr: plansFrameFr, nl: plansFrameNl, en: plansFrameEn },
  operationsFrame: { fr: operationsFrameFr, nl: operationsFrameNl, en: operationsFrameEn },
  mailFrame: { fr: mailFrameFr, nl: mailFrameNl, en: mailFrameEn },
  mail: { fr: mailFr, nl: mailNl, en: mailEn },
  announcements: { fr: announcementsFr, nl: announcementsNl, en: announcementsEn },
  notifications: { fr: noticesFr, nl: noticesNl, en: noticesEn },
  wishes: { fr: wishesFr, nl: wishesNl, en: wishesEn },
  noticesFrame: { fr: noticesFrameFr, nl: noticesFrameNl, en: noticesFrameEn },
  noticeDevices: { fr: noticeDevicesFr, nl: noticeDevicesNl, en: noticeDevicesEn },
  noticeActs: { fr: noticeActsFr, nl: noticeActsNl, en: noticeActsEn },
  noticeMails: { fr: noticeMailsFr, nl: noticeMailsNl, en: noticeMailsEn },
  messagingActs: { fr: messagingActsFr, nl: messagingActsNl, en: messagingActsEn },
  messagingFrame: { fr: messagingFrameFr, nl: messagingFrameNl, en: messagingFrameEn },
  messaging: { fr: messagingFr, nl: messagingNl, en: messagingEn },
  visitors: { fr: visitorsFr, nl: visitorsNl, en: visitorsEn },
  ledger: { fr: ledgerFr, nl: ledgerNl, en: ledgerEn },
  health: { fr: healthFr, nl: healthNl, en: healthEn },
  operations: { fr: operationsFr, nl: operationsNl, en: operationsEn },
  schoolFrame: {
    fr: schoolFrameFr,
    nl: schoolFrameNl,
    en: schoolFrameEn,
  },
  badges: { fr: badgesFr, nl: badgesNl, en: badgesEn },
  groups: { fr: groupsFr, nl: groupsNl, en: groupsEn },
  statements: { fr: statementsFr, nl: statementsNl, en: statementsEn },
  schoolMembership: { fr: schoolMembershipFr, nl: schoolMembershipNl, en: schoolMembershipEn },
  schoolDisputes: { fr: schoolDisputesFr, nl: schoolDisputesNl, en: schoolDisputesEn },
  school: { fr: schoolFr, nl: schoolNl, en: schoolEn },
  needs: { fr: needsFr, nl: needsNl, en: needsEn },
  schoolNotices: { fr: schoolNoticesFr, nl: schoolNoticesNl, en: schoolNoticesEn },
  agenda: { fr: agendaFr, nl: agendaNl, en: agendaEn },
  maintenanceBuilder: { fr: builderFr, nl: builderNl, en: builderEn },
  tips: { fr: tipsFr, nl: tipsNl, en: tipsEn },
  maintenanceField: { fr: fieldFr, nl: fieldNl, en: fieldEn },
  imports: { fr: importsFr, nl: importsNl, en: importsEn },
  executions: { fr: executionsFr, nl: executionsNl, en: executionsEn },
  followups: { fr: followupsFr, nl: followupsNl, en: followupsEn },
  sites: { fr: sitesFr, nl: sitesNl, en: sitesEn },
  maintenanceActs: { fr: maintenanceActsFr, nl: maintenanceActsNl, en: maintenanceActsEn },
  maintenance: { fr: maintenanceFr, nl: maintenanceNl, en: maintenanceEn },
  reports: { fr: reportsFr, nl: reportsNl, en: reportsEn },
  reportsPaper: { fr: reportsPaperFr, nl: reportsPaperNl, en: reportsPaperEn },
  advice: { fr: adviceFr, nl: adviceNl, en: adviceEn },
  figures: { fr: figuresFr, nl: figuresNl, en: figuresEn },
  maintenanceFrame: { fr: maintenanceFrameFr, nl: maintenanceFrameNl, en: maintenanceFrameEn },
}

export const sentences = new Sentences(Object.values(catalogues))
