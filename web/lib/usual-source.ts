import type { Connection } from './api/types';

/** The source that is meant when nobody chose one: the default, else the first. */
export function usualSource(connections: Connection[] | undefined): Connection | undefined {
  return connections?.find((each) => each.is_default) ?? connections?.[0];
}
