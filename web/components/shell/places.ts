import {
  IconBook2,
  IconChecklist,
  IconDatabase,
  IconHistory,
  IconHome,
  IconLayoutDashboard,
  IconLifebuoy,
  IconListSearch,
  IconMessageCircle,
  IconShieldLock,
  IconSparkles,
  IconUsers,
  type TablerIcon,
} from '@tabler/icons-react';
import * as t from '@/texts/places';

export interface Place {
  href: string;
  label: string;
  /** What it is for, where its page says so. */
  about?: string;
  icon: TablerIcon;
  /** What it takes to come here; everybody may otherwise. */
  permission?: string;
}

export const places: Place[] = [
  { href: '/', label: t.overview, about: t.overviewAbout, icon: IconHome },
  { href: '/ask', label: t.ask, icon: IconMessageCircle },
  { href: '/dashboards', label: t.dashboards, about: t.dashboardsAbout, icon: IconLayoutDashboard },
  { href: '/sources', label: t.sources, about: t.sourcesAbout, icon: IconDatabase },
  { href: '/knowledge', label: t.knowledge, about: t.knowledgeAbout, icon: IconBook2 },
  { href: '/history', label: t.history, about: t.historyAbout, icon: IconHistory },
  { href: '/evaluations', label: t.evaluations, about: t.evaluationsAbout, icon: IconChecklist, permission: 'write' },
  { href: '/models', label: t.models, about: t.modelsAbout, icon: IconSparkles, permission: 'admin' },
  { href: '/policies', label: t.policies, about: t.policiesAbout, icon: IconShieldLock, permission: 'admin' },
  { href: '/logs', label: t.logs, about: t.logsAbout, icon: IconListSearch, permission: 'admin' },
  { href: '/admin', label: t.admin, icon: IconUsers, permission: 'admin' },
];

export const help: Place = { href: '/help', label: t.help, about: t.helpAbout, icon: IconLifebuoy };

/** Whether `pathname` is a page of this place; the overview is one page only. */
export function isIn(pathname: string, { href }: Place): boolean {
  return href === '/' ? pathname === '/' : pathname.startsWith(href);
}

export function placeOf(pathname: string): Place | undefined {
  return [...places, help].find((place) => isIn(pathname, place));
}
