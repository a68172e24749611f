import { createContext, useContext } from 'react';
import type { DashboardFilter } from '@/lib/api/types';

/** The filters of the board that a tile stands on. */
export const BoardFilters = createContext<readonly DashboardFilter[]>([]);

export const useBoardFilters = () => useContext(BoardFilters);
