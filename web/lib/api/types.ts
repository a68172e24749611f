import type { components } from './schema';

type Schemas = components['schemas'];

export type Me = Schemas['Me'];
export type Tokens = Schemas['Tokens'];
export type Connection = Schemas['Connection'];
export type NewConnection = Schemas['NewConnection'];
export type ConnectionChange = Schemas['ConnectionChange'];
export type TestReport = Schemas['TestReport'];
export type Finding = Schemas['Finding'];
export type Imported = Schemas['Imported'];
export type Answer = Schemas['Answer'];
export type Word = Schemas['Word'];
export type ResultColumn = Schemas['ResultColumn'];
export type Schema = Schemas['Schema'];
export type Table = Schemas['Table'];
export type HistoryItem = Schemas['HistoryItem'];
export type QueryDetail = Schemas['QueryDetail'];

/** A value of a result: numbers that JavaScript cannot hold exactly stay text. */
export type Cell = unknown;
export type Row = Cell[];
