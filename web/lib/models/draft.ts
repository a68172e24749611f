import type { ModelSettings, Protocol, RoleName, Sends } from '../api/types';

/** Settings of models as they stand in a form: a number that is left empty is ''. */
export type Amount = number | '';

export interface HeaderDraft {
  name: string;
  value: string;
}

export interface ProviderDraft {
  name: string;
  protocol: Protocol;
  base_url: string;
  /** A new key; empty: the one that is there stays. */
  key: string;
  keyless: boolean;
  has_key: boolean;
  headers: HeaderDraft[];
  inside: boolean;
  at_once_max: Amount;
  streams: boolean;
  knows_schemas: boolean;
}

export interface ModelDraft {
  provider: string;
  model: string;
}

export interface RoleDraft {
  models: ModelDraft[];
  temperature: Amount;
  output_tokens_max: Amount;
  time_max_s: Amount;
  sends: Sends;
}

export interface RoutingDraft {
  /** In percent. */
  engine_alone_from: Amount;
  candidates_max: Amount;
  repairs_max: Amount;
  whole_schema_tables: Amount;
  plan_cost_max: Amount;
}

export const budgetNames = ['tokens_day', 'tokens_month', 'money_day', 'money_month'] as const;
export type BudgetName = (typeof budgetNames)[number];

export interface BoundDraft {
  soft: Amount;
  hard: Amount;
}

export interface PriceDraft {
  model: string;
  input: Amount;
  cached: Amount;
  output: Amount;
}

export interface Draft {
  providers: ProviderDraft[];
  roles: Record<RoleName, RoleDraft>;
  routing: RoutingDraft;
  budgets: Record<BudgetName, BoundDraft>;
  prices: PriceDraft[];
}

export type Provider = NonNullable<ModelSettings['providers']>[number];
export type Role = NonNullable<NonNullable<ModelSettings['roles']>[RoleName]>;
export type Bound = { soft?: number; hard?: number };

const amount = (value: number | null | undefined): Amount => value ?? '';

export function providerDraft(from: Provider): ProviderDraft {
  return {
    name: from.name,
    protocol: from.protocol ?? 'openai_chat',
    base_url: from.base_url ?? '',
    key: '',
    keyless: false,
    has_key: from.has_key ?? false,
    headers: (from.headers ?? []).map(({ name }) => ({ name, value: '' })),
    inside: from.inside ?? false,
    at_once_max: amount(from.at_once_max),
    streams: from.streams ?? true,
    knows_schemas: from.knows_schemas ?? true,
  };
}

/** The name of a model may have slashes of its own. */
export function modelDraft(text: string): ModelDraft {
  const slash = text.indexOf('/');
  return { provider: text.slice(0, slash), model: text.slice(slash + 1) };
}

function roleDraft(from: Role | undefined): RoleDraft {
  return {
    models: (from?.models ?? []).map(modelDraft),
    temperature: amount(from?.temperature),
    output_tokens_max: amount(from?.output_tokens_max),
    time_max_s: amount(from?.time_max_s),
    sends: from?.sends ?? 'samples',
  };
}

const boundDraft = (from: Bound | undefined): BoundDraft => ({ soft: amount(from?.soft), hard: amount(from?.hard) });

export function draftOf({ providers, roles, routing, budgets, prices }: ModelSettings): Draft {
  const sure = routing?.engine_alone_from;
  return {
    providers: (providers ?? []).map(providerDraft),
    roles: {
      schema: roleDraft(roles?.schema),
      sql: roleDraft(roles?.sql),
      refinement: roleDraft(roles?.refinement),
      dashboard: roleDraft(roles?.dashboard),
    },
    routing: {
      engine_alone_from: sure === undefined ? '' : Math.round(sure * 1000) / 10,
      candidates_max: amount(routing?.candidates_max),
      repairs_max: amount(routing?.repairs_max),
      whole_schema_tables: amount(routing?.whole_schema_tables),
      plan_cost_max: amount(routing?.plan_cost_max),
    },
    budgets: {
      tokens_day: boundDraft(budgets?.tokens_day),
      tokens_month: boundDraft(budgets?.tokens_month),
      money_day: boundDraft(budgets?.money_day),
      money_month: boundDraft(budgets?.money_month),
    },
    prices: (prices ?? []).map((price) => ({ ...price })),
  };
}
