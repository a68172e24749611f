import type { Draft, ProviderDraft, RoleDraft } from './draft';
import { roles } from './words';

function mapRoles(draft: Draft, change: (role: RoleDraft) => RoleDraft): Draft['roles'] {
  const { schema, sql, refinement, dashboard } = draft.roles;
  return {
    schema: change(schema),
    sql: change(sql),
    refinement: change(refinement),
    dashboard: change(dashboard),
  };
}

/** The names of the roles that ask a provider. */
export function rolesNaming(draft: Draft, provider: string): string[] {
  const names = (role: RoleDraft) => role.models.some((each) => each.provider === provider);
  return roles.filter(({ role }) => names(draft.roles[role])).map(({ name }) => name);
}

/** With a provider added, or put in the place of another; roles follow a new name. */
export function withProvider(draft: Draft, provider: ProviderDraft, index?: number): Draft {
  const before = index === undefined ? undefined : draft.providers[index];
  if (!before) return { ...draft, providers: [...draft.providers, provider] };
  const renamed = mapRoles(draft, (role) => ({
    ...role,
    models: role.models.map((each) => (each.provider === before.name ? { ...each, provider: provider.name } : each)),
  }));
  const providers = draft.providers.map((each) => (each === before ? provider : each));
  return { ...draft, providers, roles: renamed };
}

/** Without a provider, and without its models in the roles. */
export function withoutProvider(draft: Draft, name: string): Draft {
  const providers = draft.providers.filter((each) => each.name !== name);
  const left = mapRoles(draft, (role) => ({
    ...role,
    models: role.models.filter((each) => each.provider !== name),
  }));
  return { ...draft, providers, roles: left };
}

/** Whether a provider can be asked as far as the page knows. */
export function isReady({ key, keyless, has_key, headers, inside }: ProviderDraft): boolean {
  return key !== '' || (has_key && !keyless) || inside || headers.length > 0;
}

/** With the item at `from` at `to`. */
export function moved<T>(items: T[], from: number, to: number): T[] {
  const rest = items.filter((_, index) => index !== from);
  return [...rest.slice(0, to), ...items.slice(from, from + 1), ...rest.slice(to)];
}
