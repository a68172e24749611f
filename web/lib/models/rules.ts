import * as t from '@/texts/models';
import type { Draft } from './draft';

/** What the server would refuse anyway; the first field that is wrong is told. */
export function rules({ roles, prices }: Draft): Record<string, string> {
  const faults: Record<string, string> = {};
  for (const [role, { models }] of Object.entries(roles)) {
    models.forEach(({ provider, model }, index) => {
      const at = `roles.${role}.models.${index}`;
      if (!provider) faults[`${at}.provider`] = t.providerMissing;
      if (!model.trim()) faults[`${at}.model`] = t.modelMissing;
    });
  }
  prices.forEach(({ model }, index) => {
    if (!model.trim()) faults[`prices.${index}.model`] = t.modelMissing;
  });
  return faults;
}
