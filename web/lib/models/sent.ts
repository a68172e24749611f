import type { ModelSettings } from '../api/types';
import type { Amount, Bound, BoundDraft, Draft, Provider, ProviderDraft, Role, RoleDraft } from './draft';

const number = (value: Amount): number | undefined => (value === '' ? undefined : value);

function provider({ key, keyless, has_key, headers, at_once_max, ...rest }: ProviderDraft): Provider {
  return {
    ...rest,
    ...(key && { key }),
    ...(keyless && !key && has_key && { key: '' }),
    headers: headers.map(({ name, value }) => ({ name, ...(value && { value }) })),
    at_once_max: number(at_once_max),
  };
}

function role({ models, temperature, output_tokens_max, time_max_s, sends }: RoleDraft): Role {
  return {
    models: models.map((each) => `${each.provider}/${each.model.trim()}`),
    temperature: number(temperature),
    output_tokens_max: number(output_tokens_max),
    time_max_s: number(time_max_s),
    sends,
  };
}

const bound = ({ soft, hard }: BoundDraft): Bound => ({ soft: number(soft), hard: number(hard) });

/** What is sent: what is left empty takes the server's default, a key only when there is a new one. */
export function settingsOf({ providers, roles, routing, budgets, prices }: Draft): ModelSettings {
  const sure = number(routing.engine_alone_from);
  return {
    providers: providers.map(provider),
    roles: {
      schema: role(roles.schema),
      sql: role(roles.sql),
      refinement: role(roles.refinement),
      dashboard: role(roles.dashboard),
    },
    routing: {
      engine_alone_from: sure === undefined ? undefined : sure / 100,
      candidates_max: number(routing.candidates_max),
      repairs_max: number(routing.repairs_max),
      whole_schema_tables: number(routing.whole_schema_tables),
      plan_cost_max: number(routing.plan_cost_max),
    },
    budgets: {
      tokens_day: bound(budgets.tokens_day),
      tokens_month: bound(budgets.tokens_month),
      money_day: bound(budgets.money_day),
      money_month: bound(budgets.money_month),
    },
    prices: prices.map(({ model, ...price }) => ({
      model: model.trim(),
      input: number(price.input) ?? 0,
      cached: number(price.cached) ?? 0,
      output: number(price.output) ?? 0,
    })),
  };
}

/** The same without new keys and values: what may be kept with an evaluation. */
export function withoutSecrets({ providers, ...rest }: ModelSettings): ModelSettings {
  return {
    ...rest,
    providers: providers?.map((provider) => ({
      ...provider,
      key: undefined,
      headers: provider.headers?.map(({ name }) => ({ name })),
    })),
  };
}
