-- Evaluations: the verified questions of a source, answered and graded. What was asked, what came
-- of it and what was proposed is sealed. A run that says nothing for a while was interrupted.
CREATE TABLE evaluations (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL,
    connection_id TEXT NOT NULL REFERENCES database_connections (id) ON DELETE CASCADE,
    state TEXT NOT NULL CHECK (state IN ('running', 'done', 'cancelled', 'failed')),
    failure TEXT,
    questions BIGINT NOT NULL,
    finished BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    sealed TEXT NOT NULL,
    sealed_totals TEXT
);
CREATE INDEX evaluations_by_time ON evaluations (tenant_id, user_id, created_at, id);

-- One question of a run, in its order.
CREATE TABLE evaluation_marks (
    evaluation_id TEXT NOT NULL REFERENCES evaluations (id) ON DELETE CASCADE,
    tenant_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    sealed TEXT NOT NULL,
    PRIMARY KEY (evaluation_id, number)
);
