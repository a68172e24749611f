-- What became of the schema of a source, and what that broke: one record per look that found a
-- change. Sealed, because it names what is taught, hidden and asked.
CREATE TABLE schema_drifts (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    connection_id TEXT NOT NULL REFERENCES database_connections (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    sealed TEXT NOT NULL
);
CREATE INDEX schema_drifts_by_time ON schema_drifts (tenant_id, connection_id, created_at, id);

-- What people said of the schema of a source: whether a column points at another (relation), what
-- a table or a column is (description). One word about each subject.
CREATE TABLE catalog_notes (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    connection_id TEXT NOT NULL REFERENCES database_connections (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('relation', 'description')),
    subject TEXT NOT NULL,
    author TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    sealed TEXT NOT NULL,
    UNIQUE (tenant_id, connection_id, kind, subject)
);

-- How the values of a table are spread, as last computed. Sealed: it holds values.
CREATE TABLE table_profiles (
    tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    connection_id TEXT NOT NULL REFERENCES database_connections (id) ON DELETE CASCADE,
    schema_name TEXT NOT NULL,
    table_name TEXT NOT NULL,
    computed_at BIGINT NOT NULL,
    sealed TEXT NOT NULL,
    PRIMARY KEY (tenant_id, connection_id, schema_name, table_name)
);
