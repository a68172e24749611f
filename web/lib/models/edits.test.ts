import { expect, test } from 'vitest';
import { draftOf } from './draft';
import { moved, rolesNaming, withoutProvider, withProvider } from './edits';
import { fromPreset, presets } from './presets';

const ollama = fromPreset(presets.find(({ label }) => label === 'Ollama') ?? presets[0]!);
const draft = withProvider(draftOf({ roles: { sql: { models: ['ollama/a', 'other/b'] } } }), ollama);

test('roles follow a provider that is renamed or deleted', () => {
  expect(rolesNaming(draft, 'ollama')).toEqual(['SQL']);
  const renamed = withProvider(draft, { ...ollama, name: 'local' }, 0);
  expect(renamed.roles.sql.models).toEqual([{ provider: 'local', model: 'a' }, { provider: 'other', model: 'b' }]);
  expect(withoutProvider(draft, 'ollama').roles.sql.models).toEqual([{ provider: 'other', model: 'b' }]);
});

test('an item moves', () => {
  expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
  expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
});
