import { every, on, outside, whenOutside } from '#kernel/module.ts'
import * as announcements from './contract.ts'
import * as desk from './desk.ts'
import { linkFile } from './files.ts'
import * as received from './received.ts'
import { deliver, sendDue, sendReminders, sendTexts, SMS_ATTEMPTS } from './sending.ts'
import { changeRules, readRules } from './settings.ts'
import * as written from './written.ts'

export const announcementRoutes = [
  on(announcements.listAnnouncements, received.list),
  on(announcements.countAnnouncements, received.count),
  on(announcements.readAnnouncement, received.read),
  on(announcements.markRead, received.markRead),
  on(announcements.markUnderstood, received.markUnderstood),
  outside(announcements.linkAnnouncementFile, linkFile),
  on(announcements.listWritten, written.list),
  on(announcements.readWritten, written.readWritten),
  on(announcements.listReaders, written.readers),
  on(announcements.draftAnnouncement, desk.draft),
  on(announcements.changeAnnouncement, desk.change),
  on(announcements.submitAnnouncement, desk.submit),
  on(announcements.approveAnnouncement, desk.approve),
  on(announcements.refuseAnnouncement, desk.refuse),
  on(announcements.takeBackAnnouncement, desk.takeBack),
  on(announcements.cancelAnnouncement, desk.cancel),
  on(announcements.correctAnnouncement, desk.correct),
  on(announcements.remindReaders, desk.remind),
  outside(announcements.foreseeAnnouncement, desk.foresee),
  outside(announcements.readAnnouncementRules, readRules),
  on(announcements.changeAnnouncementRules, changeRules),
]

export const announcementJobs = [
  whenOutside('announcements/deliver', announcements.announcementLeaves, deliver, { priority: 3 }),
  whenOutside('announcements/text', announcements.announcementTexted, sendTexts, {
    attempts: SMS_ATTEMPTS,
    priority: 1,
  }),
  whenOutside('announcements/remind', announcements.announcementReminded, sendReminders),
  every('announcements/send-due', '* * * * *', sendDue),
]
