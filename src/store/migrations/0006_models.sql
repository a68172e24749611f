-- Language models. What a tenant decided about them is sealed; a row without it says that the
-- default holds again, and keeps counting versions, by which other nodes tell that they are behind.
CREATE TABLE llm_settings (
    tenant_id TEXT PRIMARY KEY REFERENCES tenants (id) ON DELETE CASCADE,
    version BIGINT NOT NULL,
    updated_by TEXT NOT NULL,
    updated_at BIGINT NOT NULL,
    sealed TEXT
);

-- Keys and values of headers, in the vault. A name is made from the provider and the address that
-- the key was given for: at another address it is not found.
CREATE TABLE llm_keys (
    tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    sealed TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, name)
);

-- What models took: days since 1970 in UTC, money in millionths of a US dollar.
CREATE TABLE llm_spending (
    tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    day BIGINT NOT NULL,
    role TEXT NOT NULL,
    provider TEXT NOT NULL,
    model TEXT NOT NULL,
    calls BIGINT NOT NULL,
    failures BIGINT NOT NULL,
    input_tokens BIGINT NOT NULL,
    cached_tokens BIGINT NOT NULL,
    output_tokens BIGINT NOT NULL,
    cost BIGINT NOT NULL,
    duration_ms DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (tenant_id, day, role, provider, model)
);

-- What calls that run may take at the most.
CREATE TABLE llm_reservations (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    tokens BIGINT NOT NULL,
    cost BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX llm_reservations_by_tenant ON llm_reservations (tenant_id, created_at);

-- What was said to models for a query, and what they replied.
CREATE TABLE transcripts (
    query_id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    sealed TEXT NOT NULL
);
CREATE INDEX transcripts_by_time ON transcripts (created_at);
