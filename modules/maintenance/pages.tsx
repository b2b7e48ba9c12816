import {
  IconBuildingFactory2,
  IconBulb,
  IconCalendarWeek,
  IconClipboardList,
  IconFileCertificate,
  IconHelmet,
  IconListCheck,
  IconTool,
  IconCamera,
  IconChartBar,
} from '@tabler/icons-react'
import { later } from '#web/later.tsx'
import { definePages, page } from '#web/pages.tsx'
import { builderTexts } from './builder/texts.tsx'
import { executionsTexts } from './executions/texts.tsx'
import { fieldTexts } from './field/texts.tsx'
import { followupsTexts } from './followups/texts.tsx'
import { frameTexts } from './frame/texts.tsx'
import { importsTexts } from './imports/texts.tsx'
import { adviceTexts } from './advice/texts.tsx'
import { figuresTexts } from './figures/texts.tsx'
import { reportsTexts } from './reports/texts.tsx'
import { sitesTexts } from './sites/texts.tsx'
import { maintenanceTexts } from './texts.tsx'
import { tipsTexts } from './tips/texts.tsx'

export default definePages(
  {
    part: 'maintenance',
    module: 'maintenance',
    roles: {
      'maintenance.author': {
        text: 'maintenance.role.author',
        hint: 'maintenance.role.author-hint',
      },
      'maintenance.reviewer': {
        text: 'maintenance.role.reviewer',
        hint: 'maintenance.role.reviewer-hint',
      },
      'maintenance.technician': {
        text: 'maintenance.role.technician',
        hint: 'maintenance.role.technician-hint',
      },
      'maintenance.supervisor': {
        text: 'maintenance.role.supervisor',
        hint: 'maintenance.role.supervisor-hint',
      },
    },
    abilities: {
      title: 'maintenance.may.title',
      of: {
        'procedures.read': 'maintenance.may.procedures-read',
        'procedures.write': 'maintenance.may.procedures-write',
        'procedures.review': 'maintenance.may.procedures-review',
        'tips.propose': 'maintenance.may.tips-propose',
        'tips.review': 'maintenance.may.tips-review',
        'sites.read': 'maintenance.may.sites-read',
        'sites.manage': 'maintenance.may.sites-manage',
        'executions.read': 'maintenance.may.executions-read',
        'executions.work': 'maintenance.may.executions-work',
        'executions.oversee': 'maintenance.may.executions-oversee',
        'executions.supervise': 'maintenance.may.executions-supervise',
        'followups.read': 'maintenance.may.followups-read',
        'followups.work': 'maintenance.may.followups-work',
        'followups.manage': 'maintenance.may.followups-manage',
        'reports.read': 'maintenance.may.reports-read',
        'reports.share': 'maintenance.may.reports-share',
        'advice.ask': 'maintenance.may.advice-ask',
        'figures.read': 'maintenance.may.figures-read',
      },
    },
    // Wherever one is: what waits on this phone is sent.
    corner: {
      may: 'executions.work',
      Component: later(() => import('./field/FieldCorner.tsx').then((it) => it.FieldCorner)),
    },
    menu: [
      {
        to: '/field',
        text: 'fieldwork.menu.title',
        icon: IconHelmet,
        may: 'executions.work',
        group: 'maintenance.menu.group',
      },
      {
        to: '/executions',
        text: 'executions.menu.title',
        icon: IconTool,
        may: 'executions.read',
        group: 'maintenance.menu.group',
      },
      {
        to: '/planning',
        text: 'planning.menu.title',
        icon: IconCalendarWeek,
        may: 'executions.read',
        group: 'maintenance.menu.group',
      },
      {
        to: '/followups',
        text: 'followups.menu.title',
        icon: IconListCheck,
        may: 'followups.read',
        group: 'maintenance.menu.group',
      },
      {
        to: '/sites',
        text: 'sites.menu.title',
        icon: IconBuildingFactory2,
        may: 'sites.read',
        group: 'maintenance.menu.group',
        covers: ['/equipment'],
      },
      {
        to: '/procedures',
        text: 'procedures.menu.title',
        icon: IconClipboardList,
        may: 'procedures.read',
        group: 'maintenance.menu.group',
      },
      {
        to: '/figures',
        text: 'maintenance.menu.figures',
        icon: IconChartBar,
        may: 'figures.read',
        group: 'maintenance.menu.group',
      },
      {
        to: '/advice',
        text: 'maintenance.menu.advice',
        icon: IconCamera,
        may: 'advice.ask',
        group: 'maintenance.menu.group',
      },
      {
        to: '/reports',
        text: 'maintenance.menu.reports',
        icon: IconFileCertificate,
        may: 'reports.read',
        group: 'maintenance.menu.group',
      },
    ],
    actions: [
      {
        to: '/procedures/new',
        text: 'procedures.menu.new',
        icon: IconClipboardList,
        may: 'procedures.write',
      },
    ],
    settings: [
      {
        to: '/procedures/settings',
        text: 'procedures.menu.settings',
        hint: 'procedures.menu.settings-hint',
        icon: IconClipboardList,
        may: 'procedures.review',
      },
    ],
    search: async (query, call) => {
      const { listProcedures } = await import('./procedures/contract.ts')
      const { items } = await call(listProcedures, { search: query, limit: 5 })
      return items.map(({ id, title, category }) => ({
        to: `/procedures/${id}` as const,
        title,
        hint: category,
        icon: IconClipboardList,
      }))
    },
    pages: {
      '/field': page(() => import('./field/FieldPage.tsx'), 'FieldPage', fieldTexts),
      '/field/waiting': page(
        () => import('./field/WaitingPage.tsx'),
        'WaitingPage',
        fieldTexts,
        executionsTexts,
      ),
      '/field/$id': page(() => import('./field/RunPage.tsx'), 'RunPage', fieldTexts),
      '/advice': page(() => import('./advice/AdvicePage.tsx'), 'AdvicePage', adviceTexts),
      '/advice/lock-out': page(
        () => import('./advice/LockOutPage.tsx'),
        'LockOutPage',
        adviceTexts,
      ),
      '/advice/$id': page(() => import('./advice/AnalysisPage.tsx'), 'AnalysisPage', adviceTexts),
      '/figures': page(() => import('./figures/FiguresPage.tsx'), 'FiguresPage', figuresTexts),
      '/reports': page(() => import('./reports/ReportsPage.tsx'), 'ReportsPage', reportsTexts),
      '/reports/$id': page(() => import('./reports/ReportPage.tsx'), 'ReportPage', reportsTexts),
      '/procedures': page(() => import('./procedures/ProceduresPage.tsx'), 'ProceduresPage'),
      '/procedures/new': page(
        () => import('./procedures/NewProcedurePage.tsx'),
        'NewProcedurePage',
        importsTexts,
      ),
      '/procedures/settings': page(
        () => import('./procedures/ProcedureSettingsPage.tsx'),
        'ProcedureSettingsPage',
      ),
      '/procedures/$id': page(() => import('./procedures/ProcedurePage.tsx'), 'ProcedurePage'),
      '/procedures/$id/edit': page(
        () => import('./builder/BuilderPage.tsx'),
        'BuilderPage',
        builderTexts,
      ),
    },
    texts: maintenanceTexts,
  },
  {
    part: 'maintenance',
    module: 'maintenance',
    menu: [
      {
        to: '/tips',
        text: 'tips.menu.title',
        icon: IconBulb,
        may: 'procedures.read',
        group: 'maintenance.menu.group',
      },
    ],
    actions: [{ to: '/tips/new', text: 'tips.menu.new', icon: IconBulb, may: 'tips.propose' }],
    pages: {
      '/tips': page(() => import('./tips/TipsPage.tsx'), 'TipsPage', maintenanceTexts),
      '/tips/new': page(() => import('./tips/TipFormPage.tsx'), 'NewTipPage'),
      '/tips/$id': page(() => import('./tips/TipPage.tsx'), 'TipPage'),
      '/tips/$id/edit': page(() => import('./tips/TipFormPage.tsx'), 'EditTipPage'),
    },
    texts: tipsTexts,
    search: async (query, call) => {
      const { listTips } = await import('./tips/contract.ts')
      const { items } = await call(listTips, { search: query, limit: 5 })
      return items.map(({ id, title, category }) => ({
        to: `/tips/${id}` as const,
        title,
        hint: category,
        icon: IconBulb,
      }))
    },
  },
  {
    part: 'maintenance',
    module: 'maintenance',
    pages: {
      '/executions': page(() => import('./executions/office/ExecutionsPage.tsx'), 'ExecutionsPage'),
      '/executions/$id': page(
        () => import('./executions/office/ExecutionPage.tsx'),
        'ExecutionPage',
        reportsTexts,
        adviceTexts,
      ),
      '/planning': page(() => import('./planning/PlanningPage.tsx'), 'PlanningPage'),
    },
    texts: executionsTexts,
  },
  {
    part: 'maintenance',
    module: 'maintenance',
    pages: {
      '/followups': page(() => import('./followups/FollowupsPage.tsx'), 'FollowupsPage'),
      '/followups/$id': page(() => import('./followups/FollowupPage.tsx'), 'FollowupPage'),
    },
    texts: followupsTexts,
  },
  {
    part: 'maintenance',
    module: 'maintenance',
    pages: {
      '/sites': page(() => import('./sites/SitesPage.tsx'), 'SitesPage'),
      '/sites/$id': page(
        () => import('./sites/SitePage.tsx'),
        'SitePage',
        followupsTexts,
        executionsTexts,
      ),
      '/equipment': page(() => import('./sites/ScannedPage.tsx'), 'ScannedPage'),
      '/equipment/$id': page(
        () => import('./sites/EquipmentPage.tsx'),
        'EquipmentPage',
        followupsTexts,
        executionsTexts,
      ),
      '/equipment/$id/label': page(() => import('./sites/LabelPage.tsx'), 'LabelPage'),
    },
    texts: sitesTexts,
    search: async (query, call) => {
      const { listEquipment } = await import('./sites/contract.ts')
      const { items } = await call(listEquipment, { search: query, limit: 5 })
      return items.map(({ id, name, serial, site }) => ({
        to: `/equipment/${id}` as const,
        title: name,
        hint: [site.name, serial].filter(Boolean).join(' · '),
        icon: IconBuildingFactory2,
      }))
    },
  },
  {
    part: 'maintenance',
    area: 'guest',
    pages: { '/fault/$slug': page(() => import('./sites/FaultPage.tsx'), 'FaultPage') },
    texts: sitesTexts,
  },
  {
    part: 'maintenance',
    area: 'guest',
    pages: {
      '/share/$slug/report': page(
        () => import('./reports/SharedReportPage.tsx'),
        'SharedReportPage',
        reportsTexts,
      ),
    },
    texts: reportsTexts,
  },
  {
    // Also while the module is off: the plan of the workspace keeps its names.
    part: 'maintenance',
    pages: {},
    words: frameTexts,
  },
)
