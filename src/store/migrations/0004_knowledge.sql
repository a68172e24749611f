-- What people taught about a source: words, figures, filters (terms), and questions with the SQL
-- that answers them (verified). What they wrote is sealed: it spells out names and values of the
-- source.
CREATE TABLE knowledge (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    connection_id TEXT NOT NULL REFERENCES database_connections (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('term', 'verified')),
    author TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    sealed TEXT NOT NULL
);
CREATE INDEX knowledge_by_connection ON knowledge (tenant_id, connection_id, kind, created_at, id);

-- How often the knowledge of a connection has changed: other nodes, and results that were
-- remembered, tell by it that they are behind.
CREATE TABLE knowledge_versions (
    connection_id TEXT PRIMARY KEY REFERENCES database_connections (id) ON DELETE CASCADE,
    tenant_id TEXT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX knowledge_versions_by_tenant ON knowledge_versions (tenant_id);
