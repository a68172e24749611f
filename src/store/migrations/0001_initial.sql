-- Everything that Parlance keeps. Portable between SQLite and PostgreSQL: TEXT, BIGINT and DOUBLE
-- PRECISION only. Moments are microseconds since 1970 in UTC, flags are 0 or 1, binary is base64url.
-- An empty tenant_id in tenant_keys, secrets and settings is the installation itself.

CREATE TABLE tenants (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE users (
    id TEXT PRIMARY KEY,
    username TEXT NOT NULL,
    username_key TEXT NOT NULL UNIQUE,
    email TEXT,
    email_key TEXT UNIQUE,
    password_hash TEXT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE TABLE memberships (
    tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('owner', 'admin', 'analyst', 'viewer')),
    version BIGINT NOT NULL DEFAULT 1,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    last_seen_at BIGINT,
    PRIMARY KEY (tenant_id, user_id)
);
CREATE INDEX memberships_by_user ON memberships (user_id);
CREATE INDEX memberships_by_change ON memberships (updated_at);

CREATE TABLE invitations (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    code_hash TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL CHECK (role IN ('owner', 'admin', 'analyst', 'viewer')),
    email TEXT,
    user_id TEXT REFERENCES users (id) ON DELETE CASCADE,
    invited_by TEXT,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT,
    used_by TEXT
);
CREATE INDEX invitations_by_tenant ON invitations (tenant_id);

CREATE TABLE user_sessions (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    token_hash TEXT NOT NULL,
    generation BIGINT NOT NULL DEFAULT 0,
    user_agent TEXT NOT NULL,
    address TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    last_used_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT
);
CREATE INDEX user_sessions_by_user ON user_sessions (tenant_id, user_id, created_at);
CREATE INDEX user_sessions_by_change ON user_sessions (updated_at);
CREATE INDEX user_sessions_by_expiry ON user_sessions (expires_at);

CREATE TABLE signing_keys (
    id TEXT PRIMARY KEY,
    algorithm TEXT NOT NULL,
    public_jwk TEXT NOT NULL,
    sealed_private_jwk TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    retired_at BIGINT
);

CREATE TABLE tenant_keys (
    tenant_id TEXT NOT NULL,
    version BIGINT NOT NULL,
    master_id TEXT NOT NULL,
    wrapped_key TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, version)
);
CREATE INDEX tenant_keys_by_master ON tenant_keys (master_id);

CREATE TABLE settings (
    tenant_id TEXT NOT NULL,
    name TEXT NOT NULL,
    content TEXT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, name)
);

-- What is sealed and belongs to no table of its own, such as the key of the refresh tokens.
CREATE TABLE secrets (
    tenant_id TEXT NOT NULL,
    name TEXT NOT NULL,
    sealed TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, name)
);

CREATE TABLE database_connections (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('sqlite', 'postgres', 'duckdb')),
    path TEXT NOT NULL,
    trusted_file BIGINT NOT NULL,
    host TEXT NOT NULL,
    port BIGINT NOT NULL,
    database_name TEXT NOT NULL,
    user_name TEXT NOT NULL,
    sealed_password TEXT,
    tls TEXT NOT NULL,
    ca_certificate TEXT NOT NULL,
    is_default BIGINT NOT NULL,
    is_sample BIGINT NOT NULL,
    created_by TEXT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    UNIQUE (tenant_id, name)
);
CREATE UNIQUE INDEX database_connections_default ON database_connections (tenant_id)
    WHERE is_default = 1;

CREATE TABLE connection_catalogs (
    connection_id TEXT PRIMARY KEY REFERENCES database_connections (id) ON DELETE CASCADE,
    tenant_id TEXT NOT NULL,
    catalog TEXT NOT NULL,
    table_count BIGINT NOT NULL,
    column_count BIGINT NOT NULL,
    refreshed_at BIGINT NOT NULL
);
CREATE INDEX connection_catalogs_by_tenant ON connection_catalogs (tenant_id);

CREATE TABLE query_history (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL,
    conversation_id TEXT,
    connection_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('ask', 'sql')),
    question TEXT,
    sql_text TEXT,
    executed_sql TEXT,
    outcome TEXT NOT NULL,
    error_code TEXT,
    row_count BIGINT,
    truncated BIGINT,
    confidence DOUBLE PRECISION,
    duration_ms DOUBLE PRECISION NOT NULL,
    explanation TEXT,
    chart TEXT,
    door TEXT NOT NULL,
    request_id TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX query_history_by_user ON query_history (tenant_id, user_id, created_at, id);
CREATE INDEX query_history_by_conversation
    ON query_history (tenant_id, user_id, conversation_id, created_at);

CREATE TABLE query_cache (
    tenant_id TEXT NOT NULL,
    cache_key TEXT NOT NULL,
    connection_id TEXT NOT NULL,
    payload TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, cache_key)
);
CREATE INDEX query_cache_by_connection ON query_cache (tenant_id, connection_id);
CREATE INDEX query_cache_by_expiry ON query_cache (expires_at);

CREATE TABLE audit_log (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL,
    user_id TEXT,
    username TEXT,
    door TEXT NOT NULL,
    action TEXT NOT NULL,
    outcome TEXT NOT NULL,
    error_code TEXT,
    query_id TEXT,
    connection_id TEXT,
    question TEXT,
    sql_text TEXT,
    executed_sql TEXT,
    tables TEXT,
    row_count BIGINT,
    duration_ms DOUBLE PRECISION,
    request_id TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX audit_log_by_time ON audit_log (tenant_id, created_at, id);
CREATE INDEX audit_log_by_user ON audit_log (tenant_id, user_id, created_at, id);

CREATE TABLE saved_queries (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    connection_id TEXT,
    question TEXT,
    sql_text TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    UNIQUE (tenant_id, name)
);
CREATE INDEX saved_queries_by_time ON saved_queries (tenant_id, created_at, id);

CREATE TABLE files (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL,
    connection_id TEXT REFERENCES database_connections (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    table_name TEXT NOT NULL,
    format TEXT NOT NULL,
    size_bytes BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX files_by_time ON files (tenant_id, created_at, id);

-- What `parlance admin import` has brought, so that a second run brings nothing twice.
CREATE TABLE imported (
    tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    source_id TEXT NOT NULL,
    local_id TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, kind, source_id)
);
