-- What people asked and what it returned is sealed from here on, and the audit is chained. Rows that
-- an earlier version wrote in clear are set aside here; the program seals them when it starts.

DROP INDEX query_history_by_user;
DROP INDEX query_history_by_conversation;
ALTER TABLE query_history RENAME TO query_history_in_clear;

CREATE TABLE query_history (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL,
    conversation_id TEXT,
    connection_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('ask', 'sql')),
    outcome TEXT NOT NULL,
    error_code TEXT,
    row_count BIGINT,
    truncated BIGINT,
    confidence DOUBLE PRECISION,
    duration_ms DOUBLE PRECISION NOT NULL,
    door TEXT NOT NULL,
    request_id TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    sealed TEXT NOT NULL
);
CREATE INDEX query_history_by_user ON query_history (tenant_id, user_id, created_at, id);
CREATE INDEX query_history_by_conversation
    ON query_history (tenant_id, user_id, conversation_id, created_at);

DROP INDEX audit_log_by_time;
DROP INDEX audit_log_by_user;
ALTER TABLE audit_log RENAME TO audit_log_in_clear;

CREATE TABLE audit_log (
    id TEXT NOT NULL,
    tenant_id TEXT NOT NULL,
    node TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    user_id TEXT,
    username TEXT,
    door TEXT NOT NULL,
    action TEXT NOT NULL,
    outcome TEXT NOT NULL,
    error_code TEXT,
    query_id TEXT,
    connection_id TEXT,
    row_count BIGINT,
    duration_ms DOUBLE PRECISION,
    request_id TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    sealed TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    mac TEXT NOT NULL,
    PRIMARY KEY (tenant_id, node, sequence)
);
CREATE INDEX audit_log_by_time ON audit_log (tenant_id, created_at, id);
CREATE INDEX audit_log_by_user ON audit_log (tenant_id, user_id, created_at, id);

-- The end of each chain: what was cut off there is missed.
CREATE TABLE audit_heads (
    tenant_id TEXT NOT NULL,
    node TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    hash TEXT NOT NULL,
    mac TEXT NOT NULL,
    PRIMARY KEY (tenant_id, node)
);

DROP TABLE query_cache;
CREATE TABLE query_cache (
    tenant_id TEXT NOT NULL,
    cache_key TEXT NOT NULL,
    connection_id TEXT NOT NULL,
    sealed TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, cache_key)
);
CREATE INDEX query_cache_by_connection ON query_cache (tenant_id, connection_id);
CREATE INDEX query_cache_by_expiry ON query_cache (expires_at);
