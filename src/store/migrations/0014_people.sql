-- Members who may not come in just now, and invitations that were taken back.
ALTER TABLE memberships ADD COLUMN disabled_at BIGINT;
ALTER TABLE invitations ADD COLUMN revoked_at BIGINT;

-- Where the people of a tenant sign in instead of here (OpenID Connect); one for each tenant. The
-- client's secret lies in the vault. Newcomers get the role; nothing: only those who are invited come.
CREATE TABLE identity_providers (
    tenant_id TEXT PRIMARY KEY REFERENCES tenants (id) ON DELETE CASCADE,
    id TEXT NOT NULL UNIQUE,
    version BIGINT NOT NULL,
    name TEXT NOT NULL,
    issuer TEXT NOT NULL,
    client_id TEXT NOT NULL,
    domains TEXT NOT NULL,
    newcomers TEXT,
    enabled BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

-- Whom a tenant's provider knows as whom. A link of one tenant opens no other one.
CREATE TABLE identities (
    tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    email TEXT,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, issuer, subject)
);
CREATE INDEX identities_by_user ON identities (tenant_id, user_id);

-- Sign-ins that have begun and wait for the person to come back, by hashes of what they bring.
CREATE TABLE begun_sign_ins (
    state_hash TEXT PRIMARY KEY,
    browser_hash TEXT NOT NULL,
    provider_id TEXT NOT NULL,
    redirect_uri TEXT NOT NULL,
    next TEXT NOT NULL,
    invitation_hash TEXT,
    user_id TEXT,
    expires_at BIGINT NOT NULL
);
CREATE INDEX begun_sign_ins_by_expiry ON begun_sign_ins (expires_at);
