import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, dataOf } from './client';
import { dashboardKeys } from './dashboards';
import type { NewSchedule, ScheduleChange } from './types';

const keyOf = (id: string) => ['schedules', id] as const;
const byId = (id: string) => ({ params: { path: { dashboard_id: id } } });
const onePath = '/api/v1/dashboards/{dashboard_id}/schedules/{schedule_id}';

/** When a dashboard is sent and where, and whether there is a mail server. */
export function useSchedules(id: string) {
  return useQuery({
    queryKey: keyOf(id),
    queryFn: ({ signal }) => dataOf(api.GET('/api/v1/dashboards/{dashboard_id}/schedules', { ...byId(id), signal })),
  });
}

function useScheduleWork<Input, Output>(id: string, work: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: work,
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keyOf(id) }),
        client.invalidateQueries({ queryKey: dashboardKeys.one(id) }),
      ]),
    gcTime: 0, // a secret is told once and is kept nowhere
  });
}

export function useCreateSchedule(id: string) {
  return useScheduleWork(id, (body: NewSchedule) =>
    dataOf(api.POST('/api/v1/dashboards/{dashboard_id}/schedules', { ...byId(id), body })),
  );
}

export function useChangeSchedule(id: string, schedule: string) {
  const params = { path: { dashboard_id: id, schedule_id: schedule } };
  return useScheduleWork(id, (body: ScheduleChange) => dataOf(api.PUT(onePath, { params, body })));
}

export function useDeleteSchedule(id: string, schedule: string) {
  const params = { path: { dashboard_id: id, schedule_id: schedule } };
  return useScheduleWork(id, async () => {
    await api.DELETE(onePath, { params });
  });
}

/** Sends it now, and says what came of that. */
export function useSendSchedule(id: string, schedule: string) {
  const params = { path: { dashboard_id: id, schedule_id: schedule } };
  return useScheduleWork(id, () =>
    dataOf(api.POST('/api/v1/dashboards/{dashboard_id}/schedules/{schedule_id}/send', { params, body: {} })),
  );
}
