-- Dashboards of a tenant and their tiles. All texts are sealed: titles, questions, SQL and charts
-- tell of what the tenant's databases hold. A tile has its place on a grid of twelve columns.
CREATE TABLE dashboards (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    sealed TEXT NOT NULL
);
CREATE INDEX dashboards_by_time ON dashboards (tenant_id, created_at, id);

-- user_id is who wrote what the tile asks. The connection may be gone: then the tile says so.
CREATE TABLE dashboard_tiles (
    id TEXT PRIMARY KEY,
    dashboard_id TEXT NOT NULL REFERENCES dashboards (id) ON DELETE CASCADE,
    tenant_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('chart', 'table', 'number', 'text')),
    connection_id TEXT,
    place_x BIGINT NOT NULL,
    place_y BIGINT NOT NULL,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    refresh_seconds BIGINT,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    sealed TEXT NOT NULL
);
CREATE INDEX dashboard_tiles_by_place
    ON dashboard_tiles (tenant_id, dashboard_id, place_y, place_x);
