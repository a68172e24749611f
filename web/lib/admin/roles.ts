import type { MemberRole } from '@/lib/api/types';
import * as t from '@/texts/roles';

/** The roles, the mightiest first, and what each may do. */
export const roles: { value: MemberRole; label: string; means: string }[] = [
  { value: 'owner', label: t.owner, means: t.ownerMay },
  { value: 'admin', label: t.admin, means: t.adminMay },
  { value: 'analyst', label: t.analyst, means: t.analystMay },
  { value: 'viewer', label: t.viewer, means: t.viewerMay },
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
