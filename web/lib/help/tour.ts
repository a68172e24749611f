import * as t from '@/texts/tour';

export interface TourStep {
  title: string;
  text: string;
  /** The page behind it. */
  href: string;
  permission?: string;
}

const steps: TourStep[] = [
  {
    title: t.connectStep,
    text: t.connectStepText,
    href: '/sources',
  },
  {
    title: t.askStep,
    text: t.askStepText,
    href: '/ask',
  },
  {
    title: t.keepStep,
    text: t.keepStepText,
    href: '/dashboards',
  },
  {
    title: t.policyStep,
    text: t.policyStepText,
    href: '/policies',
    permission: 'admin',
  },
  {
    title: t.inviteStep,
    text: t.inviteStepText,
    href: '/admin/invitations',
    permission: 'admin',
  },
  {
    title: t.lastStep,
    text: t.lastStepText,
    href: '/help',
  },
];

/** The steps of somebody with these permissions. */
export function tourFor(permissions: string[]): TourStep[] {
  return steps.filter(({ permission }) => !permission || permissions.includes(permission));
}

const key = (owner: string) => `parlance.tour.${owner}`;

/** Whether this person has taken the tour in this browser, or wants none. */
export function tourIsOver(owner: string): boolean {
  return localStorage.getItem(key(owner)) !== null;
}

export function endTour(owner: string): void {
  localStorage.setItem(key(owner), 'over');
}
