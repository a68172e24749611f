import * as t from '@/texts/members';

export interface AttributeDraft {
  name: string;
  value: string;
}

export function draftsOf(attributes: Record<string, string>): AttributeDraft[] {
  return Object.entries(attributes).map(([name, value]) => ({ name, value }));
}

export function attributesOf(drafts: AttributeDraft[]): Record<string, string> {
  return Object.fromEntries(drafts.map(({ name, value }) => [name.trim(), value]));
}

/** Why a name will not do; row rules write it as `:user.name`. */
export function nameProblem(name: string, all: AttributeDraft[]): string | null {
  if (!name.trim()) return t.nameMissing;
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name.trim())) return t.attributeNameRule;
  return all.filter((each) => each.name.trim() === name.trim()).length > 1 ? t.attributeNameTwice : null;
}
