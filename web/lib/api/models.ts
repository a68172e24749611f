import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, dataOf } from './client';
import type { Models, ModelSettings, ModelTest, RoleName } from './types';

const keys = {
  all: ['models'] as const,
  settings: ['models', 'settings'] as const,
  usage: (days: number) => ['models', 'usage', days] as const,
};

/** The settings in force. While a form shows them they change by saving only. */
export function useModels() {
  return useQuery({
    queryKey: keys.settings,
    queryFn: ({ signal }) => dataOf(api.GET('/api/v1/llm/roles', { signal })),
    refetchOnReconnect: false,
  });
}

export function useReloadModels() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: keys.all });
}

function useChange<Input>(change: (input: Input) => Promise<Models>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (models) => {
      client.setQueryData(keys.settings, models);
      return client.invalidateQueries({ queryKey: keys.all });
    },
  });
}

/** Saves what was made of a version; refused when another holds meanwhile. */
export function useSaveModels() {
  return useChange((body: { version: number; settings: ModelSettings }) =>
    dataOf(api.PUT('/api/v1/llm/roles', { body })),
  );
}

/** Goes back to the settings of the server. */
export function useResetModels() {
  return useChange((version: number) =>
    dataOf(api.DELETE('/api/v1/llm/roles', { params: { query: { version } } })),
  );
}

/** One cheap call of each of the first `models` models of a role, one after the other. */
export function useTestRole(role: RoleName, models: number) {
  return useMutation({
    mutationFn: async () => {
      const tests: ModelTest[] = [];
      for (let model = 0; model < models; model += 1) {
        tests.push(await dataOf(api.POST('/api/v1/llm/test', { body: { role, model } })));
      }
      return tests;
    },
  });
}

function dayBefore(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}

/** What models took in the last days, today included. */
export function useModelUsage(days: number) {
  return useQuery({
    queryKey: keys.usage(days),
    queryFn: ({ signal }) => {
      const params = { query: { from: dayBefore(days - 1) } };
      return dataOf(api.GET('/api/v1/llm/usage', { params, signal }));
    },
  });
}
