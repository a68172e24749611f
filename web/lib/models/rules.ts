import type { Draft } from './draft';

/** What the server would refuse anyway; the first field that is wrong is told. */
export function rules({ roles, prices }: Draft): Record<string, string> {
  const faults: Record<string, string> = {};
  for (const [role, { models }] of Object.entries(roles)) {
    models.forEach(({ provider, model }, index) => {
      const at = `roles.${role}.models.${index}`;
      if (!provider) faults[`${at}.provider`] = 'Choose a provider';
      if (!model.trim()) faults[`${at}.model`] = 'Enter the name of the model';
    });
  }
  prices.forEach(({ model }, index) => {
    if (!model.trim()) faults[`prices.${index}.model`] = 'Enter the name of the model';
  });
  return faults;
}
