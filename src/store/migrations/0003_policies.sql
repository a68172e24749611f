-- Who may see what of a connection. Every change is a new version; the highest one holds. What
-- policy tests name is sealed: they spell out what nobody may see.
CREATE TABLE policies (
    connection_id TEXT NOT NULL REFERENCES database_connections (id) ON DELETE CASCADE,
    tenant_id TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('suggested', 'reviewed')),
    document TEXT NOT NULL,
    sealed_tests TEXT,
    author TEXT NOT NULL,
    note TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (connection_id, version)
);
CREATE INDEX policies_by_tenant ON policies (tenant_id);

-- What row rules may ask of a person, such as {"region": "DE"}.
ALTER TABLE memberships ADD COLUMN attributes TEXT NOT NULL DEFAULT '{}';
