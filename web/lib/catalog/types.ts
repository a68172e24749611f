import type { components } from '@/lib/api/schema';

type Schemas = components['schemas'];

export type AtlasTable = Schemas['AtlasTable'];
export type AtlasColumn = Schemas['AtlasColumn'];
export type Description = Schemas['Description'];
export type TableProfile = Schemas['ProfileShape'];
export type ColumnProfile = Schemas['ColumnProfile'];
export type Relation = Schemas['RelationShape'];
export type RelationEnd = Schemas['RelationEnd'];
export type RelationState = Schemas['RelationState'];
export type RelationChoice = Schemas['RelationChoice'];
export type ColumnPlace = Schemas['ColumnPlace'];
export type Drift = Schemas['DriftShape'];
export type SchemaChange = Schemas['SchemaChange'];
export type Broken = Schemas['Broken'];
export type SourceSettings = Schemas['SourceSettingsShape'];
export type SuggestedDescription = Schemas['DescriptionShape'];

/** A table by its full name. */
export interface TableName {
  schema: string;
  name: string;
}
