-- Keys with which programs sign in, each in the name of a person. Of a key only its hash is kept.
CREATE TABLE api_keys (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    key_hash TEXT NOT NULL UNIQUE,
    hint TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    expires_at BIGINT,
    last_used_at BIGINT,
    last_used_from TEXT,
    revoked_at BIGINT
);
CREATE INDEX api_keys_by_tenant ON api_keys (tenant_id, created_at, id);
CREATE INDEX api_keys_by_change ON api_keys (updated_at);

-- Programs that have registered as OAuth clients. They belong to no tenant: people decide.
CREATE TABLE oauth_clients (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    redirect_uris TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT
);
CREATE INDEX oauth_clients_by_use ON oauth_clients (last_used_at, created_at);

-- Codes that clients trade for tokens, once. A used one stays for a while, with what came of it.
CREATE TABLE oauth_codes (
    code_hash TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    client_id TEXT NOT NULL,
    client_name TEXT NOT NULL,
    redirect_uri TEXT NOT NULL,
    challenge TEXT NOT NULL,
    scopes TEXT NOT NULL,
    audiences TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT,
    session_id TEXT
);
CREATE INDEX oauth_codes_by_expiry ON oauth_codes (expires_at);

-- The session of a client, which may do less than the person. Nothing: a person's own.
ALTER TABLE user_sessions ADD COLUMN client_id TEXT;
ALTER TABLE user_sessions ADD COLUMN scopes TEXT NOT NULL DEFAULT '';
ALTER TABLE user_sessions ADD COLUMN audiences TEXT NOT NULL DEFAULT '';
