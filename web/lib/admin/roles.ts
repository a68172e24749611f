import type { MemberRole } from '@/lib/api/types';

/** The roles, the mightiest first, and what each may do. */
export const roles: { value: MemberRole; label: string; means: string }[] = [
  { value: 'owner', label: 'Owner', means: 'Everything, and other owners.' },
  { value: 'admin', label: 'Admin', means: 'Members, policies, models and the log.' },
  { value: 'analyst', label: 'Analyst', means: 'Asks, teaches words and verified questions, makes dashboards.' },
  { value: 'viewer', label: 'Viewer', means: 'Asks and reads.' },
];

/** What somebody may give: only owners make owners. */
export function rolesOf(own: string | undefined): typeof roles {
  return own === 'owner' ? roles : roles.filter(({ value }) => value !== 'owner');
}

/**
 * The address at which an invited person makes an account; the code never reaches a server's log. With
 * the team's provider it shows its button.
 */
export function invitationLink(origin: string, code: string, provider?: string): string {
  const search = provider ? `?sso=${encodeURIComponent(provider)}` : '';
  return `${origin}/register${search}#invitation=${encodeURIComponent(code)}`;
}

/** The code in such an address. */
export function invitationIn(hash: string): string {
  return new URLSearchParams(hash.replace(/^#/, '')).get('invitation') ?? '';
}
