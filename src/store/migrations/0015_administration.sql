-- With which API key somebody did what: the id of the key, never the key.
ALTER TABLE audit_log ADD COLUMN api_key_id TEXT;
CREATE INDEX audit_log_by_key ON audit_log (tenant_id, api_key_id, created_at, id)
    WHERE api_key_id IS NOT NULL;

-- Changes of a schema that somebody has taken note of.
ALTER TABLE schema_drifts ADD COLUMN acknowledged_by TEXT;
ALTER TABLE schema_drifts ADD COLUMN acknowledged_at BIGINT;

-- Whether who signs out here is sent to the provider to sign out there too.
ALTER TABLE identity_providers ADD COLUMN sign_out BIGINT NOT NULL DEFAULT 0;

-- Which sessions began at a provider, with the ID token that a sign-out there shows. Sealed.
CREATE TABLE provider_sessions (
    session_id TEXT PRIMARY KEY REFERENCES user_sessions (id) ON DELETE CASCADE,
    tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    provider_id TEXT NOT NULL,
    sealed TEXT NOT NULL
);
