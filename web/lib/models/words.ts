import * as t from '@/texts/calls';
import type { RoleName } from '../api/types';

/** The roles in the order in which a question meets them. */
export const roles: { role: RoleName; name: string; does: string }[] = [
  { role: 'schema', name: t.schema, does: t.schemaRole },
  { role: 'sql', name: 'SQL', does: t.sqlRole },
  { role: 'refinement', name: t.refinement, does: t.refinementRole },
  { role: 'dashboard', name: t.dashboards, does: t.dashboardRole },
];

export function roleName(role: string): string {
  return roles.find((each) => each.role === role)?.name ?? role;
}

const tasks: Record<string, string> = t.tasks;

export function taskName(task: string): string {
  return tasks[task] ?? task;
}

const troubles: Record<string, string> = t.troubles;

/** What went wrong with a call of a model, in few words. */
export function troubleName(code: string): string {
  return troubles[code] ?? code;
}
