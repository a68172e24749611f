export interface TourStep {
  title: string;
  text: string;
  /** The page behind it. */
  href: string;
  permission?: string;
}

const steps: TourStep[] = [
  {
    title: 'Connect a source',
    text: 'A database, a file that you upload, or the sample shop. Parlance reads the schema, never changes a row, and works with the rights of whom it is told to.',
    href: '/sources',
  },
  {
    title: 'Ask in plain words',
    text: 'Type a question as you would say it. You see each step while it runs, then the answer with the SQL, the words it was read from, and the rules that applied. A further question builds on the one before.',
    href: '/ask',
  },
  {
    title: 'Keep what you look at often',
    text: 'Pin answers to a dashboard, or let Parlance propose one for a source. Tiles refresh by themselves and show each person only what that person may see.',
    href: '/dashboards',
  },
  {
    title: 'Decide who sees what',
    text: 'Policies hide tables and columns, mask values and choose rows, by role. You can look through the eyes of somebody else, and have a policy proved.',
    href: '/policies',
    permission: 'admin',
  },
  {
    title: 'Invite your team',
    text: 'Make an invitation, or set up the sign-in of your company. What everybody does stands in a log that nobody can change unnoticed.',
    href: '/admin/invitations',
    permission: 'admin',
  },
  {
    title: 'That is it',
    text: 'Everything is also an API and an MCP server: Help shows how to connect programs, and which keys do what. Press ? to see the keys.',
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
