-- How a dashboard was after each change, with what was changed in words. Both are sealed.
CREATE TABLE dashboard_versions (
    id TEXT PRIMARY KEY,
    dashboard_id TEXT NOT NULL REFERENCES dashboards (id) ON DELETE CASCADE,
    tenant_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    user_id TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    summary TEXT NOT NULL,
    sealed TEXT NOT NULL,
    UNIQUE (dashboard_id, number)
);

-- Links to a dashboard. Of the word in a link only its hash is kept. The role is the one with whose
-- rights people look; nothing: with their own.
CREATE TABLE dashboard_shares (
    id TEXT PRIMARY KEY,
    dashboard_id TEXT NOT NULL REFERENCES dashboards (id) ON DELETE CASCADE,
    tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    hint TEXT NOT NULL,
    role TEXT,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    last_used_at BIGINT,
    uses BIGINT NOT NULL,
    revoked_at BIGINT
);
CREATE INDEX dashboard_shares_by_dashboard ON dashboard_shares (tenant_id, dashboard_id, created_at);

-- When and where a dashboard is sent. The place, its secret and the rhythm are sealed. A process that
-- sends one claims it for a while, so that no two send it.
CREATE TABLE dashboard_schedules (
    id TEXT PRIMARY KEY,
    dashboard_id TEXT NOT NULL REFERENCES dashboards (id) ON DELETE CASCADE,
    tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL,
    version BIGINT NOT NULL,
    enabled BIGINT NOT NULL,
    next_run_at BIGINT,
    claim TEXT,
    claimed_until BIGINT,
    failures BIGINT NOT NULL,
    last_run_at BIGINT,
    last_outcome TEXT,
    last_error TEXT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    sealed TEXT NOT NULL
);
CREATE INDEX dashboard_schedules_by_dashboard ON dashboard_schedules (tenant_id, dashboard_id, created_at);
CREATE INDEX dashboard_schedules_due ON dashboard_schedules (enabled, next_run_at);
