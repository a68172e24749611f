import { expect, test } from 'vitest';
import type { ModelSettings } from '../api/types';
import { draftOf, modelDraft } from './draft';
import { settingsOf, withoutSecrets } from './sent';

const settings: ModelSettings = {
  providers: [
    {
      name: 'local', protocol: 'openai_chat', base_url: 'http://localhost:1/v1', has_key: true, inside: true,
      headers: [{ name: 'X-Team' }], at_once_max: 16, streams: true, knows_schemas: true,
    },
  ],
  roles: {
    sql: { models: ['local/vendor/small'], temperature: 0, output_tokens_max: 512, time_max_s: 60, sends: 'names' },
  },
  routing: { engine_alone_from: 0.85, candidates_max: 3, repairs_max: 2, whole_schema_tables: 12, plan_cost_max: 1e8 },
  budgets: { tokens_day: { hard: 0 }, tokens_month: {}, money_day: { soft: 0.5 }, money_month: {} },
  prices: [{ model: 'small*', input: 1, cached: 0.1, output: 2 }],
};

test('what is not touched goes back as it came, without a key', () => {
  const sent = settingsOf(draftOf(settings));
  expect(sent.providers).toEqual([{ ...settings.providers?.[0], has_key: undefined }]);
  expect(sent.roles?.sql).toEqual(settings.roles?.sql);
  expect({ ...sent, providers: 0, roles: 0 }).toEqual({ ...settings, providers: 0, roles: 0 });
});

test('a new key is sent, and one is removed when the server needs none', () => {
  const draft = draftOf(settings);
  const [provider] = draft.providers;
  if (!provider) throw new Error('there is none');
  const keyOf = (changes: object) => settingsOf({ ...draft, providers: [{ ...provider, ...changes }] }).providers?.[0]?.key;
  expect(keyOf({ key: 'new' })).toBe('new');
  expect(keyOf({ keyless: true })).toBe('');
  expect(keyOf({})).toBeUndefined();
});

test('a model keeps the slashes of its own name', () => {
  expect(modelDraft('openrouter/vendor/model')).toEqual({ provider: 'openrouter', model: 'vendor/model' });
});

test('what is left empty takes the default', () => {
  const sent = settingsOf(draftOf({}));
  expect(sent.routing).toEqual({});
  expect(sent.roles?.schema).toEqual({ models: [], sends: 'samples' });
});

test('a trial takes no secrets along', () => {
  const draft = draftOf(settings);
  const [provider] = draft.providers;
  if (!provider) throw new Error('there is none');
  const secret = { ...provider, key: 'sk-1', headers: [{ name: 'X-Team', value: 'sk-2' }] };
  const sent = withoutSecrets(settingsOf({ ...draft, providers: [secret] }));
  expect(JSON.stringify(sent)).not.toContain('sk-');
  expect(sent.providers?.[0]?.headers).toEqual([{ name: 'X-Team' }]);
});
